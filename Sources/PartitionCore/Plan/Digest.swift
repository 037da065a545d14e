import Crypto

/// The first `length` hexadecimal digits of the SHA-256 of a text.
func digest(_ text: String, length: Int) -> String {
  let hex = Array("0123456789abcdef")
  var result = ""
  for byte in SHA256.hash(data: Array(text.utf8)) {
    result.append(hex[Int(byte >> 4)])
    result.append(hex[Int(byte & 15)])
  }
  return String(result.prefix(length))
}
