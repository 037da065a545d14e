import TestSupport

/// Writes that touch every partition of `public.visits` in 2026, many of them moving rows from one to
/// another.
struct RandomWrites {
  private var random: Seeded

  init(_ seed: Seed) { random = Seeded(seed) }

  mutating func write(_ count: Int, to conversion: Conversion) throws {
    let session = try conversion.session("random writer")
    for _ in 0..<count { try session.write(statement()) }
  }

  /// The same on every table that holds the same rows.
  mutating func statement() -> String {
    let (id, day) = (Int.random(in: 1...300, using: &random), day())
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let new = Int.random(in: 1_000...1_000_000_000, using: &random)
      return "INSERT INTO public.visits VALUES (\(new), \(day), \(id), 'new')"
    case 1: return "UPDATE public.visits SET day = \(day) WHERE id = \(id)"
    case 2: return "UPDATE public.visits SET day = day + 14 WHERE code = \(id)"
    case 3: return "UPDATE public.visits SET note = 'note \(id)', code = code + 1 WHERE id = \(id)"
    case 4: return "UPDATE public.visits SET id = id + 300 WHERE id = \(id)"
    default: return "DELETE FROM public.visits WHERE id = \(id) AND day < \(day)"
    }
  }

  private mutating func day() -> String {
    "date '2026-01-01' + \(Int.random(in: 0..<110, using: &random))"
  }
}
