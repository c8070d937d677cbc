extension LabelRule {
  /// What labels are called that announce something sensitive, and what it is.
  static let all: [LabelRule] =
    [
      "displayname", "display_name", "display name", "fullname", "givenname", "surname", "participantname",
      "sendername", "firstname", "lastname",
    ].map { LabelRule(literal: $0, kind: .person, form: .text, noun: .person) }
    + ["username", "user_name", "userprincipalname", "accountname", "nickname", "loginname"].map {
      LabelRule(literal: $0, kind: .person, form: .text, noun: .user)
    }
    + ["objectid", "userid", "user_id", "aaduserid"].map {
      LabelRule(literal: $0, kind: .person, form: .user, noun: .user)
    }
    + [
      LabelRule(literal: "upn", kind: .person, form: .word, noun: .user, isWhole: true),
      LabelRule(literal: "oid", kind: .person, form: .guid, noun: .user, isWhole: true),
    ]
    + [
      "dialednumber", "diallednumber", "phonenumber", "phone_number", "callerid", "callernumber",
      "callednumber",
    ]
    .map { LabelRule(literal: $0, kind: .phone, form: .number, noun: .value) }
    + ["from", "to", "msisdn", "telephone", "phone", "useridb", "userida"].map {
      LabelRule(literal: $0, kind: .phone, form: .number, noun: .value, isWhole: true)
    }
    + ["devicename", "device_name", "devicelabel", "friendlyname", "devicemodel", "product.model"].map {
      LabelRule(literal: $0, kind: .device, form: .text, noun: .device)
    }
    + ["build fingerprint", "build.fingerprint", "serialnumber", "androidid", "advertisingid"].map {
      LabelRule(literal: $0, kind: .device, form: .text, noun: .device)
    }
    + [
      LabelRule(literal: "browserid", kind: .device, form: .hexadecimal, noun: .device),
      LabelRule(literal: "deviceid", kind: .device, form: .device, noun: .device),
      LabelRule(literal: "device_id", kind: .device, form: .device, noun: .device),
      LabelRule(literal: "groupid", kind: .device, form: .hexadecimal, noun: .device),
      LabelRule(literal: "imei", kind: .device, form: .serial, noun: .device),
      LabelRule(literal: "imsi", kind: .device, form: .serial, noun: .device),
      LabelRule(literal: "iccid", kind: .device, form: .serial, noun: .device),
      LabelRule(literal: "meid", kind: .device, form: .serial, noun: .device, isWhole: true),
      LabelRule(literal: "label", kind: .device, form: .text, noun: .device, isWhole: true),
      LabelRule(literal: "model", kind: .device, form: .text, noun: .device, isWhole: true),
    ]
    + [
      "macaddress", "mac_address", "mac address", "physical address", "hwaddr", "bssid", "bluetoothaddress",
      "bluetooth_address",
    ].map { LabelRule(literal: $0, kind: .device, form: .adapter, noun: .device) }
    + ["ssid", "wifissid", "wifi_ssid", "networkssid", "network_ssid"].map {
      LabelRule(literal: $0, kind: .place, form: .network, noun: .resource, isWhole: true)
    }
    + [
      "contentlocation", "metadatalocation", "deletelocation", "joinweburl", "joinurl", "meetinglink",
      "meeting_link",
    ]
    .map { LabelRule(literal: $0, kind: .link, form: .location, noun: .link) }
    + ["passcode"].map { LabelRule(literal: $0, kind: .link, form: .word, noun: .value) }
    + ["tenantid", "tenant_id", "subscriptionid", "subscription_id"].map {
      LabelRule(literal: $0, kind: .place, form: .guid, noun: .resource)
    }
    + [LabelRule(literal: "tid", kind: .place, form: .guid, noun: .resource, isWhole: true)]
    + ["computername", "machinename", "workspacename"].map {
      LabelRule(literal: $0, kind: .place, form: .word, noun: .computer)
    }
    + ["hostname", "host_name", "host name", "domainname"].map {
      LabelRule(literal: $0, kind: .place, form: .host, noun: .computer)
    }
    + [LabelRule(literal: "etag", kind: .place, form: .word, noun: .value)]
    + ["computer", "machine"].map {
      LabelRule(literal: $0, kind: .place, form: .word, noun: .computer, isWhole: true)
    }
    + [
      "messagebody", "transcript", "transcription", "captiontext", "caption", "recognizedspeech", "speech",
      "plaintext", "spokentext", "resulttext", "recognizedphrase",
    ].map { LabelRule(literal: $0, kind: .body, form: .prose, noun: .text) }
    + ["text", "content", "html"].map {
      LabelRule(literal: $0, kind: .body, form: .prose, noun: .text, isWhole: true)
    }
    + ["message", "subject"].map {
      LabelRule(literal: $0, kind: .body, form: .messageText, noun: .text, isWhole: true)
    }
    + ["ice-ufrag", "usernamefragment"].map {
      LabelRule(literal: $0, kind: .relay, form: .word, noun: .value)
    }
    + ["secret", "passphrase", "password", "pwd"].map {
      LabelRule(literal: $0, kind: .credential, form: .secret, noun: .value)
    }
    + [LabelRule(literal: "cookie", kind: .credential, form: .rest, noun: .value)]
    + [LabelRule(literal: "meetingid", kind: .link, form: .number, noun: .value)]
    + [LabelRule(literal: "exact", kind: .device, form: .hexadecimal, noun: .device, isWhole: true)]
}
