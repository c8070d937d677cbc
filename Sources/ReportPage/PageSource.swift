/// What the HTML report's page is made of, as it lies in `Page`: a template and what goes into it unchanged.
public enum PageSource {
  /// A Mustache template; `{{{data}}}` in it is where the data goes.
  public static var template: String { text(PackageResources.report_mustache) }

  public static var style: String { text(PackageResources.report_css) }

  /// One script of many files, in this order; what draws at once comes last.
  public static var script: String {
    [
      PackageResources.data_js, PackageResources.words_js, PackageResources.search_js,
      PackageResources.lists_js, PackageResources.overview_js, PackageResources.call_js,
      PackageResources.lanes_js, PackageResources.events_js, PackageResources.page_js,
    ].map(text).joined(separator: "\n")
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
