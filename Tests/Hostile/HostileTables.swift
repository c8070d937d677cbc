/// All tables.
enum HostileTables {
  static let all: [HostileCase] =
    gzip + zips + containers + texts + documents + traces + known
}
