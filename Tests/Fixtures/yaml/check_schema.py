"""Prints one line per file: its path, and whether the JSON Schema accepts it.

Files are read as YAML 1.2's core schema reads them, as editors do.
"""
import json
import re
import sys

import jsonschema
import yaml


class Core(yaml.BaseLoader):
    yaml_implicit_resolvers = {}


def resolver(tag, pattern, starts):
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), starts)


resolver("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""])
resolver("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF"))
resolver("int", r"^(?:[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+)$", list("-+0123456789"))
resolver("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
         list("-+.0123456789"))
Core.yaml_constructors = dict(yaml.BaseLoader.yaml_constructors)
Core.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
Core.add_constructor("tag:yaml.org,2002:bool",
                     lambda loader, node: node.value.lower() == "true")
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value, 0)
                     if node.value[:2] in ("0x", "0o") else int(node.value))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))

schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for path in sys.argv[2:]:
    try:
        document = yaml.load(open(path, "rb").read(), Loader=Core)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError) as problem:
        print(path, "rejects", repr(str(problem))[:200], sep="\t")
        continue
    problem = next(iter(validator.iter_errors(document)), None)
    print(path, "accepts" if problem is None else "rejects",
          "" if problem is None else repr(problem.message)[:200], sep="\t")
