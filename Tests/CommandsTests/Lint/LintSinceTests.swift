import Foundation
import PartitionCore
import TestSupport
import Testing

/// What a branch did to the files, by git.
@Suite struct LintSinceTests {
  /// A repository with two files on `main`, checked out on a branch of it.
  private func branched() throws -> LintProject {
    let lint = try LintProject()
    try lint.project.git("init", "-q")
    try lint.add(10, "a", "b", hazards: [.init(word: "DELETES_DATA", detail: "old")])
    try lint.add(11, "b", "c")
    try lint.commit()
    try lint.project.git("checkout", "-q", "-b", "topic")
    return lint
  }

  private func name(_ second: Int, _ direction: String = "up") -> String {
    "202511221030\(second)_events_1_step.\(direction).sql"
  }

  @Test func onlyTheFilesOfTheBranchAreReported() throws {
    let lint = try branched()
    #expect(lint.project.run("lint", "--since", "main").output == "0 files checked, no error.\n")
    try lint.add(12, "c", "d", hazards: [.init(word: "DELETES_DATA", detail: "new")])
    for _ in 0..<2 {
      let run = lint.project.run("lint", "--since", "main")
      #expect(run.status == 0)
      #expect(run.output == "2 files checked, no error.\n")
      #expect(run.error.contains("DELETES_DATA: new"))
      #expect(!run.error.contains("DELETES_DATA: old"))
      // Committed or not, it is the same.
      if try lint.project.git("status", "--porcelain").contains("??") { try lint.commit() }
    }
    #expect(try lint.project.git("status", "--porcelain").isEmpty)
  }

  @Test func anEditIsRefusedThoughTheSumFits() throws {
    let lint = try branched()
    try lint.edit(name(10), "SELECT 2", "SELECT 3")
    try lint.record()
    try lint.commit()
    #expect(lint.project.run("lint").status == 0)
    let run = lint.project.run("lint", "--since", "main")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E510]: \(name(10)) is not what it was at main (its SQL"))
    let lines = try lint.project.text(lint.path(name(10))).split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("SELECT 3") }) + 1
    #expect(run.error.contains("--> migrations/\(name(10)):\(line):1"))
  }

  @Test func anEditedCommentIsAWarning() throws {
    let lint = try branched()
    try lint.edit(name(10), "-- What:    changes", "-- What:    alters")
    try lint.record()
    let run = lint.project.run("lint", "--since", "main")
    #expect(run.status == 0)
    #expect(run.error.contains("warning[E510]: \(name(10)) is not what it was at main (comments"))
  }

  @Test func aRemovedFileIsMissed() throws {
    let lint = try branched()
    for direction in ["up", "down"] { try lint.project.remove(lint.path(name(11, direction))) }
    try lint.record()
    #expect(lint.project.run("lint").status == 0)
    let run = lint.project.run("lint", "--since", "main")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E511]: \(name(11)) was there at main and is missing"))
  }

  /// What others did on `main` meanwhile is no edit of this branch.
  @Test func theForkCounts() throws {
    let lint = try branched()
    try lint.project.git("checkout", "-q", "main")
    try lint.add(12, "c", "e")
    try lint.commit()
    try lint.project.git("checkout", "-q", "topic")
    try lint.add(13, "c", "d")
    try lint.commit()
    #expect(lint.project.run("lint", "--since", "main").status == 0)
    // The sum merges line by line, as `init` has it.
    try lint.project.write("migrations/pgparcel.sum merge=union\n", to: ".gitattributes")
    try lint.commit()
    try lint.project.git("merge", "-q", "-m", "merge", "main")
    let run = lint.project.run("lint", "--since", "main")
    #expect(run.status == 6)
    #expect(run.error.contains("error[E512]"))
    #expect(run.error.contains(name(12)) && run.error.contains(name(13)))
  }

  @Test func aConflictIsReportedWhicheverSideIsOurs() throws {
    let lint = try branched()
    try lint.project.git("checkout", "-q", "main")
    try lint.add(13, "c", "e")
    try lint.commit()
    try lint.project.git("checkout", "-q", "topic")
    try lint.project.git("merge", "-q", "main")
    try lint.add(12, "c", "d")
    #expect(lint.project.run("lint", "--since", "main").error.contains("error[E512]"))
  }

  @Test func whatGitDoesNotKnowIsSaid() throws {
    let lint = try branched()
    let unknown = lint.project.run("lint", "--since", "nowhere")
    #expect(unknown.status == 1)
    #expect(unknown.error.contains("git knows no commit `nowhere`"))
    #expect(lint.project.run("lint", "--since=--output=x").status == 1)
    #expect(!FileManager.default.fileExists(atPath: "\(lint.project.root)/migrations/x"))
    let outside = try LintProject()
    let run = outside.project.run("lint", "--since", "main")
    #expect(run.status == 1)
    #expect(run.error.contains("git does not know migrations"))
  }
}
