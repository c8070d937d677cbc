/// What the HTML report's page is made of, as it lies in `Page`: a template and what goes into it unchanged.
public enum PageSource {
  /// A Mustache template; `{{{data}}}` in it is where the data goes.
  public static var template: String { String(decoding: PackageResources.report_mustache, as: UTF8.self) }
  public static var style: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
  public static var script: String { String(decoding: PackageResources.report_js, as: UTF8.self) }
}
