/// The vocabulary of ordinary lines: what applications, browsers and phones talk about all day.
enum Words {
  /// Those whose plural takes an s alone.
  static let nouns = split(
    """
    account action adapter agenda alert amount animation answer archive asset assignment attachment \
    attribute audience avatar badge balance banner beacon billing binding block board bookmark border \
    breadcrumb bucket budget buffer bundle button cache calendar caption card carousel cart catalog cell \
    center channel chapter chart chat checkout checksum chip chunk claim cluster code collection color \
    column command comment component config contact container content context contract control cookie \
    coupon course credit cursor customer dashboard dataset date deadline decoder default department \
    deposit desk detail device dialog digest discount dispatcher display document domain download draft \
    drawer driver editor effect element email emoji employee encoder engine environment estimate event \
    evidence example exchange expense export extension facet favorite feature feed field file filter flag \
    folder font footer form format forum fragment frame friend function gateway gesture goal grade graph \
    grid guest guide handler header height help highlight hook host icon image import indicator input \
    insight inspector installer instance interval invoice issue item iterator job journal journey \
    keyboard keyword label lane language layer layout lead leaf lease ledger legend lesson level license \
    limit line link list listener loader locale location lock login logo lookup loop manager manifest map \
    margin marker market mask member menu merchant message metric middleware milestone mixer modal model \
    module monitor mount mutation name navigation node note notice notification number object observer \
    offer office offset option order organisation origin outlet output overlay owner package page pager \
    panel parcel parser partner password path patient pattern payload payment pending percent performance \
    period permission person phone picker picture pipeline pixel plan platform player plugin pointer poll \
    popup port portal position post preference preset preview price printer product profile project \
    promise promotion prompt proof protocol provider publisher pulse purchase question queue quota quote \
    rank rate reader receipt record reducer region release reminder render renderer report request \
    resolver resource response result review revision ribbon role root route router row rule runtime sale \
    sample schedule schema scope score screen script scroll season section segment selection sensor \
    sequence service session setting shader shape shard sheet shipment shop sidebar signal signature site \
    size skeleton slide slot snapshot socket solution sort source spinner sprint stack stage staff \
    statement station statistic step stock storage store street string style subject subscription \
    suggestion supplier support survey symbol sync system tab table tag target task team template tenant \
    term test text theme thread threshold thumbnail ticket tile time timeline timer title toast toggle \
    token toolbar tooltip topic total tour trace track traffic training transition translation tree trend \
    trigger trip type unit update upload usage user validator value variant vendor version view viewport \
    visit visitor visual voucher wallet warehouse weather week widget width window wizard worker workflow \
    workspace wrapper zone
    """)

  static let verbs = split(
    """
    accepted added adjusted aligned allocated animated appended applied archived assigned attached awaited batched \
    bound cached cancelled cleared cloned closed collapsed collected committed compiled completed computed confirmed \
    consumed copied counted decoded deferred deleted delivered detached discarded dispatched displayed downloaded \
    drained dropped emitted enabled encoded enqueued evicted exported expanded expired fetched filtered finished flushed \
    focused formatted forwarded granted grouped handled hidden hydrated ignored imported indexed inserted inspected \
    installed invalidated keyed layered linked listed loaded locked logged mapped marked matched measured memoized \
    merged migrated minified mounted moved normalised noticed observed opened ordered paginated painted parsed patched \
    paused persisted pinned planned polled posted prefetched prepared printed processed profiled published pulled \
    purged pushed queried queued read rebuilt received recorded reduced refreshed registered rejected released reloaded \
    removed renamed rendered replaced replied reported requested reset resolved restored resumed retained retried \
    returned reused reviewed rotated routed sampled saved scheduled scrolled searched selected sent served settled shared \
    skipped sorted split stored streamed submitted subscribed suspended swapped synced tagged throttled tracked trimmed \
    unlocked unmounted updated uploaded validated verified viewed visited warmed watched written
    """)

  static let names = split(
    """
    Account Adapter Agenda Alert Analytics Archive Asset Audit Auth Avatar Badge Banner Basket Billing Board Booking \
    Bridge Browser Bundle Cache Calendar Campaign Canvas Card Catalog Channel Chart Chat Checkout Client Cluster Comment \
    Company Compose Config Contact Content Control Counter Customer Dashboard Data Delivery Desk Dialog Digest Document \
    Draft Editor Effect Entity Event Export Feature Feed Filter Form Gallery Gateway Graph Grid Header History Home Host \
    Image Import Inbox Index Insight Inventory Invoice Item Journal Kernel Label Layout Ledger Library License List \
    Loader Locale Location Login Mail Manager Map Market Media Member Menu Message Metric Modal Model Monitor Network \
    News Note Notice Order Outbox Page Panel Partner Patient Payment Permission Photo Player Plugin Policy Portal Post \
    Preview Price Product Profile Project Proxy Purchase Query Queue Quota Reader Region Render Report Resource Review \
    Route Router Rule Schedule Schema Score Screen Search Section Security Sensor Server Service Session Settings Share \
    Shipment Sidebar Signal Site Slide Stage Stats Status Stock Storage Store Story Stream Style Support Survey Sync Table \
    Tag Task Team Template Theme Ticket Timeline Toast Token Toolbar Tour Track Transfer Trend Trip User Vendor Video View \
    Voucher Wallet Warehouse Weather Widget Window Worker Workspace
    """)

  private static func split(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
