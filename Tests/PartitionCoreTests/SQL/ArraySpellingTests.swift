import Testing

@testable import PartitionCore

@Suite struct ArraySpellingTests {
  @Test(arguments: [
    (
      "CHECK (((role)::text = ANY ((ARRAY['a'::character varying, 'b,]'::character varying])::text[])))",
      "CHECK (((role)::text = ANY (((ARRAY['a'::character varying, 'b,]'::character varying])"
        + "::character varying[])::text[])))"
    ),
    ("(ARRAY[1, 2])::bigint[]", "(ARRAY[1, 2])::bigint[]"),
    ("a = ANY (ARRAY['x'::text])", "a = ANY (ARRAY['x'::text])"),
    ("'(ARRAY[''a''::text])::x[]'", "'(ARRAY[''a''::text])::x[]'"),
    ("(ARRAY['unfinished", "(ARRAY['unfinished"),
    (
      "(ARRAY[(n)::numeric(10,2)])::text[]",
      "((ARRAY[(n)::numeric(10,2)])::numeric(10,2)[])::text[]"
    ),
  ])
  func castsTheElementsFirst(_ deparsed: String, _ spelt: String) {
    #expect(ArraySpelling.stable(deparsed) == spelt)
    #expect(ArraySpelling.stable(spelt) == spelt)
  }
}
