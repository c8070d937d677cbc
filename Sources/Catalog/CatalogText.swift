// swift-format-ignore-file: a row of the table is one line, however long.

/// The documented codes of Azure Communication Services, one row a line, in the order of their tables.
///
/// `# domain section` opens a table. A row is
/// `code/subCode|categories|documented class|class by its words|detail|title|action|note`; fields at the end
/// may be missing. The documented class stands where the documentation names one; the class by its words is this
/// catalogue's reading of a row that has none. The detail is `event=` (callback events), `enhanced=` (SMTP status),
/// `status=`, `field=` or `enum=`. Codes, categories and classes are those of Microsoft's troubleshooting pages,
/// from 2021 to January 2026; the sentences are our own.
let catalogText = #"""
  # calling calling-client
  408/40101|UnexpectedClientError||||The call agent could not be created.|Try again; if it keeps failing, collect the verbose browser console log and a network trace (HAR), and open a support case.
  408/40104|UnexpectedClientError||||The call agent could not be created: initialising the user's call stack timed out.|Try again; if it keeps failing, collect the verbose browser console log and a network trace (HAR), and open a support case.|Another page of the documentation words this as a timeout of the user stack's initialisation.
  408/40114|UnexpectedClientError|network|||The client could not reach the Communication Services infrastructure while it initialised.|Check the browser's network requests against the network requirements (firewall, proxy); then try again, and open a support case with console log and HAR if it keeps failing.
  412/40115|UnexpectedClientError|network|||The call agent could not be created: the connection to Communication Services could not be set up.|Check the browser's network requests against the network requirements (firewall, proxy); then try again, and open a support case with console log and HAR if it keeps failing.
  500/40216|UnexpectedClientError||||The call agent could not be created, for a reason that is not stated.|Try again; if it keeps failing, collect the browser console log and open a support case.
  409/40228|ExpectedError||||A call agent for this identity exists already in this client.|Dispose of the existing call agent first, or create the new one for another identity.
  409/40230|ExpectedError||||A Teams call agent for this identity exists already in this client.|Dispose of the existing Teams call agent first.
  405/40606|ExpectedError||||This browser cannot list speakers.|Nothing to do: Chrome on Android and Safari on iOS and macOS leave the choice of speaker to the operating system.
  400/40613|ExpectedError|device|||Access to the microphone or camera was denied, or was not obtained.|Grant access to the camera and microphone in the browser and in the operating system.
  500/40614|UnexpectedClientError|device|||Asking for permission to use the devices failed.|Grant access to the devices in the browser and the operating system and try again; if it keeps failing, collect the console log.
  400/41006|ExpectedError||||The incoming call could not be accepted: it is not ringing any more.|Accept a call only from within the handler of its incomingCall event.
  400/41007|ExpectedError||||The incoming call could not be rejected: it is not ringing any more.|Reject a call only from within the handler of its incomingCall event.
  500/41015|UnexpectedClientError||||Muting the microphone failed.|Try again; if it keeps failing, collect the browser console log and open a support case.
  400/41016|UnexpectedClientError||||Unmuting the microphone failed.|Try again; if it keeps failing, collect the browser console log and open a support case.
  400/41025|ExpectedError||||Video could not be started: the local video stream is missing or of the wrong type.|Pass a LocalVideoStream made from a VideoDeviceInfo or a MediaStream.
  400/41027|ExpectedError||||Video could not be started: it is on already.|Check when the application starts and stops local video, and which stream object it passes.
  400/41030|ExpectedError||||Video could not be stopped: it is off already.|Check when the application starts and stops local video, and which stream object it passes.
  400/41032|ExpectedError||||Video could not be stopped: the stream given is not one that is being sent.|Pass the stream that call.localVideoStreams holds (of kind Video or RawMedia).
  500/41033|UnexpectedClientError||||Putting the call on hold failed.|Try again; if it keeps failing, collect the browser console log and open a support case.
  500/41034|UnexpectedClientError||||Resuming the held call failed.|Try again; if it keeps failing, collect the browser console log and open a support case.
  400/41035|ExpectedError||||Screen sharing could not be started: it is on already.|Check the state of screen sharing before starting it.
  400/41041|ExpectedError||||Screen sharing could not be stopped: it is not on.|Check the state of screen sharing before stopping it.
  410/41048|UnexpectedClientError|device|||Video could not be started while the call was set up.|Check that the camera is enabled, that permission is granted, and that no other program holds it.
  412/41056|ExpectedError||||Teams Enterprise Voice is not enabled for this user.|Assign the Enterprise Voice policy to the Teams user.
  412/41071|ExpectedError||||Screen sharing was refused: the call is not connected.|Start sharing after stateChanged has reported Connected.
  412/41073|ExpectedError||||The service has switched off reading or setting a custom media stream.|The documentation names no step: do without the custom media stream, or ask support why it is switched off for this resource.
  412/43000|ExpectedError|device|||Video could not be started: another program holds the camera.|Close the other program that uses the camera and try again.
  403/43001|ExpectedError|device|||Video could not be started: permission to use the camera is missing.|Grant camera access in the browser and in the operating system; on macOS check the screen recording permission as well.
  500/43002|UnexpectedClientError||||Video could not be started, for an unknown reason.|Try again; if it keeps failing, collect the browser console log and open a support case.
  400/43004|ExpectedError||||The camera could not be switched: the argument is not a VideoDeviceInfo.|Pass the device object that the device manager gives.
  400/43005|ExpectedError||||The camera could not be switched: it is the one in use already.|Nothing to do.
  412/43013|ExpectedError|device|||Video could not be started: no camera was found.|Connect a camera and enable it.
  412/43014|UnexpectedClientError||||Video could not be started: the request for a media stream failed.|Try again; if it keeps failing, collect the browser console log and open a support case.
  412/43015|ExpectedError|device|||Video could not be started: the request for a media stream timed out.|The user must answer the browser's question for permission to use the camera.
  412/43016|ExpectedError|device|||Video could not be started: the operating system denied access to the camera.|Grant camera access in the browser and in the operating system; on macOS check the screen recording permission as well.
  412/43017|UnexpectedClientError||||Video could not be started: the stream is of an unsupported kind.|Try again; if it keeps failing, collect the browser console log and open a support case.
  412/43018|UnexpectedClientError||||Video could not be started: no camera meets the constraints asked for.|Review the video constraints; if they are right and it keeps failing, collect the console log and open a support case.
  412/43019|UnexpectedClientError||||Video could not be started: no device was chosen.|Make the LocalVideoStream from a VideoDeviceInfo.
  412/43200|ExpectedError||||The remote video could not be shown: the stream is not available.|Wait until isAvailable is true before calling createView.
  404/43202|ExpectedError||||The remote video could not be shown: the other participant had switched it off.|Nothing to do but to handle it: the other side can switch video off at any moment.
  408/43203|UnexpectedClientError||||The remote video could not be shown: no frames arrived in time.|Call createView again; look at the sender (in the background, or gone) and at the network of both sides.|Signalling and media disagree here: the stream is announced, yet no frames come.
  500/43204|UnexpectedClientError||||The remote video could not be shown: subscribing to it at the server failed.|Try again; if it keeps failing, collect the browser console log and open a support case.
  405/43209|ExpectedError||||The remote video was given up: its renderer was disposed of while it started.|Do not dispose of the renderer before createView has settled.
  400/43210|ExpectedError||||The renderer could not be disposed of: that had been done already.|Nothing to do.
  400/43220|ExpectedError||||Too many remote videos are shown at once.|Dispose of a view first, and keep to the optimal video count that the SDK reports.|An older page gives a limit of 10 views on desktops and 6 in mobile browsers (raised to 16 and 25 since) and prints the category as Expected.
  401/71005|UnexpectedClientError|auth|||The service could not validate the client's credentials.|Check the token; try again, and open a support case with the console log if it keeps failing.
  480|||remote||The called client is not registered with the service.|Make sure that the called user's client is running.
  481|||||The incoming call could not be handled.|Open a support case with the call ID and the client logs.
  487|||expected||The call was cancelled or declined on this side, another endpoint did not match, or no media offer could be made.|Nothing to do: the documentation treats it as expected.
  490||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  491||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  496||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  497||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  498||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  503||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.|The calling table leaves out 500, which the tables of call ends and all older pages list with 503 and 504.
  504||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.|The calling table leaves out 500, which the tables of call ends and all older pages list with 503 and 504.
  600|||expected||The called party is busy everywhere.|Nothing to do: the documentation treats it as expected. Call again later.
  603|||expected||The called party declined on all of their endpoints.|Nothing to do: the documentation treats it as expected.
  604|||expected||The called address exists nowhere.|Check the number or identity that was called; the documentation treats the end as expected.
  606|||expected||The called side does not accept the kind of session that was offered.|Nothing to do in most cases: the documentation treats it as expected. Check that both sides support the media asked for.
  # calling callagent-create
  409/40228|ExpectedError||||A call agent for this identity exists already in this client.|Catch the exception and correct the argument or the token; trying again unchanged will not help.
  408/40104|UnexpectedClientError||||Initialising the user's call stack timed out.|Catch the exception; the category says that trying again may succeed.
  500/40216|UnexpectedClientError||||The call agent could not be created.|Catch the exception; the category says that trying again may succeed.
  401/44110|UnexpectedClientError||authentication||The access token could not be obtained.|Catch the exception; the category says that trying again may succeed. Check the function that supplies the token.
  408/40114|UnexpectedClientError||network||Connecting to the Communication Services infrastructure timed out during initialisation.|Catch the exception; the category says that trying again may succeed. Check the network requirements as well.|The page prints this row twice.
  403/40229|ExpectedError||authentication||A call agent can only be created with a Communication Services token.|Catch the exception and correct the argument or the token; trying again unchanged will not help.|The page prints this row twice.
  412/40115|UnexpectedClientError||network||The connection to the Communication Services infrastructure could not be set up.|Catch the exception; the category says that trying again may succeed. Check the network requirements as well.
  403/40231|ExpectedError||authentication||A Teams call agent can only be created with the token of a Teams user.|Catch the exception and correct the argument or the token; trying again unchanged will not help.
  401/44114|ExpectedError||authentication||The token's scope is not valid: it must contain voip.|Issue the token with the voip scope; trying again unchanged will not help.
  400/44214|ExpectedError||||A Teams user may not set a display name.|Leave the display name out of the options; trying again unchanged will not help.
  500/40102|UnexpectedClientError||||Initialising the base of the calling stack failed.|Catch the exception; the category says that trying again may succeed.
  401/40235||auth|||The access token had expired when the call agent was created.|Fetch a fresh token and give the client a way to refresh it; tokens live 24 hours by default.
  # calling call-end
  0/0|Success||||Normal end: this participant hung up.
  487/0|Success||||Normal end: the caller gave up before the call was answered.
  603/0|Success||||Normal end: the called party declined.|Nothing to do; the decline may come from a client, Call Automation, Graph, the telephone network or Teams.
  496/7|ExpectedError|network|||The client lost its network, and its attempts to reconnect failed.|The browser was offline or on a bad network: check the connection and rejoin.
  410/3100|UnexpectedClientError|network|||The call could not be set up: the client has a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.|The documentation misspells this row's category (UnxpectedClientError).
  410/3101|UnexpectedClientError|network|||The call was dropped: the client has a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.|The documentation misspells this row's category (UnxpectedClientError).
  410/3111|UnexpectedClientError||media||The call could not be set up: the media offer could not be processed.|Try again; if it keeps failing, collect the call ID, the client logs and the verbose browser log, and open a support case.|Release notes of the Web SDK (1.37.2, 1.38.1-beta.1) mention a fix for calls dropped with this subcode. The documentation misspells its category (UnxpectedClientError).
  410/3112|ExpectedError|network|||The call could not be set up: the client's network reaches no media relay.|Check firewall, NAT and UDP to the relays; the diagnostic networkRelaysNotReachable goes with this end.
  0/4097|Success||||The organizer ended the meeting for everyone.
  490/4502|UnexpectedClientError|network|||The browser could not complete a request over HTTP.|Try again; if it keeps failing, collect the call ID, the client logs and the verbose browser log, and open a support case. Check the local network first.
  408/4506|UnexpectedClientError||||The call timed out.|Check that the called party received and accepted the call; try again; if it keeps failing, collect the call ID, the client logs and the verbose browser log, and open a support case.
  495/4507|UnexpectedClientError|auth|||The application supplied no valid access token.|Check how the application fetches and refreshes its token.
  0/4521|ExpectedError||||The participant left abruptly: the tab or the application was closed without hanging up.|Nothing to do if the user closed it. Otherwise look for a crash or a lost network in that client's log.|Code 0 without success: the category is ExpectedError.
  0/5000|Success||||Another participant removed this one from the call.
  0/5003|Success||||The service ended the call because it is over.||The pages contradict each other: in 2024 (July, October) this meant that all of the callee's endpoints declined; earlier, and again since Web SDK 1.34.1, that the call is over.
  0/5300|Success||||Another participant removed this one from the call.|Nothing to do; the one who removed may be a client, Call Automation or Graph.
  0/5317|ExpectedError||||The participant was removed after a change of role.|Rejoin if the new role allows it.|Code 0 without success: the category is ExpectedError. A public report shows it with the message ActionNotAllowed.
  403/5828|UnexpectedClientError||||The user is not on the room's list of invitees.|Add the user to the room's participants and join again.
  403/5829|UnexpectedClientError||||The user tried to join outside the time in which the room is valid.|Join within the room's validity, or extend it.
  403/5830|ExpectedError||||Only Communication Services identities may join a room.|Join with a token of a Communication Services identity.
  0/7000|Success||||Normal end: Call Automation or a bot on a server ended the call.|Nothing to do; it was ended through the API or by a Graph bot.|The pages contradict each other: in July 2024 it was the Communication Services platform that ended the call; later pages name Call Automation or a server bot.
  487/10003|Success||||Another endpoint of the same user answered the call.|Nothing to do: normal where a user rings on several endpoints.
  487/10004|ExpectedError||||The call rang until the time ran out: the called party neither accepted nor rejected it.|Make sure that the called party saw the notification; the usual wait is two minutes.
  401/10009|UnexpectedClientError|auth|||The identity is not authenticated.|Check that the token is valid and has not expired.
  401/71005|UnexpectedClientError|auth|||The service could not validate the client's credentials.|Check the token; try again, and open a support case if it keeps failing.
  487/10024|Success||||The call was declined on all of the callee's endpoints.|Nothing to do; call again if need be.
  480/10037|ExpectedError||||The called user has no registered endpoint.|Check that the called user's SDK is initialised (or Teams is online), and that the identifier is of the right type.
  408/10057|ExpectedError||||The called side did not finish setting up the call.|The called side probably lost its network or closed the application; check both ends.
  480/10076|ExpectedError||||The called client is registered but offline.|Make sure that the called user has an endpoint online.
  480/10077|ExpectedError||||The called client is registered, perhaps for push notifications, but offline.|Make sure that the called user has an endpoint online, and check the set-up of push notifications.
  480/10078|ExpectedError||||The called client is not registered, or cannot be reached.|Make sure that the called client can send requests to Communication Services; check the set-up of push notifications.
  410/301004|UnexpectedClientError|network|||The service removed the participant: its media never connected while the call was set up.|Check the local network, the firewall and the VPN.
  410/301005|UnexpectedClientError|network|||The service removed the participant: its media connection was lost.|Usually the client left abruptly or lost its network: rejoin, check the network, and use a current SDK.
  0/540000|Success||||Normal end: the telephone user on the local side hung up.
  403/510403|ExpectedError||||The call was blocked: no voice route, no alternate ID, the SBC's policy, or suspected spam.|Check the voice route, the ownership of the alternate ID, the SBC's policy and the token.|The pages contradict each other: spam alone (July 2024, and still in Call Automation), or any of voice route, alternate ID, SBC and spam. The category is ExpectedError in one table and blank in another.
  487/540487|Success||||Normal end: the caller gave up (inbound telephone call).
  0/560000|Success||||Normal end: the remote telephone side hung up.|Nothing to do; the user or a media agent ended the call.
  486/560486|Success||||The called telephone number is busy.|Call again later; with direct routing, check the SBC's logs and timeouts.|The category is Success although the number was busy.
  404|||||The call was not found.|Check that the number or the call exists.
  408|||||The call controller gave up waiting for the endpoints.|Check that the clients are connected.
  410|||media||The local media stack or the media infrastructure had an error.|Use a current SDK on a supported browser or platform.
  430|||client||A message could not be delivered to the client application.|Check that the client application is running and reachable.
  480|||remote||The called client is not registered with the service.|Make sure that the called client is available.
  481|||||The incoming call could not be handled.|Open a support case with the call ID and the client logs.
  490||network|||The local client had a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.
  491||network|||The local client had a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.
  496||network|||The local client had a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.
  497||network|||The local client had a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.
  498||network|||The local client had a network problem.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.
  500||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.
  503||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.
  504||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.
  # calling calling-legacy
  403||auth|||Forbidden: authentication failed.|Check that the token is valid and has not expired.|Only the oldest table has this row.
  404|||||The call was not found.|Check that the number or the call exists.
  408|||||The call controller gave up waiting for the endpoints.|Check that the clients are connected.
  410|||media||The local media stack or the media infrastructure had an error.|Use a current SDK on a supported browser or platform.
  430|||client||A message could not be delivered to the client application.|Check that the client application is running and reachable.
  480|||remote||The called client is not registered with the service.|Make sure that the called client is available.
  481|||||The incoming call could not be handled.|Open a support case with the call ID and the client logs.
  487|||expected||The call was cancelled or declined on this side, another endpoint did not match, or no media offer could be made.|Nothing to do: the documentation treats it as expected.
  490||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  491||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  496||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  487||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.|Printed as 487, which has a row of its own; later pages print 497. Read it as a misprint of 497.
  498||network|||The local client had a network problem.|Check the local network: signal, Wi-Fi, VPN, proxy and firewall; then rejoin.
  500||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.
  503||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.
  504||infrastructure|||The infrastructure of Communication Services had an error.|Open a support case with the call ID and the client logs.
  603|||expected||The called party declined on all of their endpoints.|Nothing to do: the documentation treats it as expected.
  # pstn pstn
  0/0|Success||||Normal end: this participant hung up.
  0/560000|Success||||Normal end of a telephone call (outbound).
  0/540000|Success||||Normal end of a telephone call (inbound).
  403/510403|||||The call was blocked: no voice route, no alternate ID, refused by the SBC, or suspected spam.|Check the voice route, the ownership of the alternate ID, the SBC's policy and the token.|The tables differ on the reasons (Call Automation names spam alone) and on the category (ExpectedError or blank).
  403/560403|||||The telephone side forbade, cancelled or rejected the call.|Dial a valid number in E.164 form, and check that the caller may call it.
  403/511532|||client||No SIP trunk is configured for this resource.|Check the set-up of direct routing.
  404/560404|||||The number is unknown or unassigned, or the SBC refused it.|Check who owns the number and that the dialled number exists.
  404/511404|||client||The number or the Communication Services resource was not found.|Check that the number, the resource and the subscription are active and yours.|A public report shows it as 500/511404.
  408/560408|||||The called side did not answer the call set-up in time.|Find out why the called side did not respond; with direct routing, read the SBC's logs and compare its timeouts.
  408/500001|||client||The gateway of the user timed out: the client gave no response in time.|Find out why the called side did not respond; with direct routing, read the SBC's logs and compare its timeouts.
  410/531004||network|||The connectivity checks (ICE) failed: no media path could be found.|The media path is blocked: check addresses, ports and the SBC's ICE profile.
  480/560480|||||The called party did not answer, or is unavailable for now.|Call again later. Find out why the called side did not respond; with direct routing, read the SBC's logs and compare its timeouts.
  484/560484|||||The called number is incomplete or malformed.|Correct the format of the number; for a transfer, check the SBC's configuration.
  486/540486|||||The number is busy (inbound).|The called party may be on another call. Find out why the called side did not respond; with direct routing, read the SBC's logs and compare its timeouts.
  486/560486|||||The number is busy (outbound).|The called party may be on another call. Find out why the called side did not respond; with direct routing, read the SBC's logs and compare its timeouts.
  487/540487|||||The caller gave up before the call was answered (inbound).|Nothing to do; call again if need be.
  497/560487|||||The caller gave up, or the call cleared normally (outbound).|Nothing to do; call again if need be.|The documentation gives code 497 although the subcode ends in 487: probably a misprint, present in every version.
  500/560500||serverError|||A telephone service involved in the call had an internal error.|Try again; ask the operator, or Microsoft; check the SBC.
  503/560503||serverError|||The telephone side had a service error, a network out of order or a temporary failure.|Check network, routing and firewall of the telephone side; try again; check the SBC.|An example of the documentation shows it as 500/560503.
  603/560603|||||The recipient, or a fraud detection, declined the call.|Call again later; keep within the limit of concurrent calls.
  # pstn pstn-legacy
  486/60486|||remote||The number is busy.|See subcode 560486.|A misprint of an older page: newer ones have 540486 and 560486 in its place.
  # callAutomation callautomation-events
  404/8522|||client|event=CreateCallFailed,AnswerFailed|The call or the participant was not found.|It may have ended or left already; check the ID.|Another row gives 8522 with code 405, for a missing configuration.
  400/8523|||client|event=CreateCallFailed,AnswerFailed|The body of the request is not valid.|Correct the parameter that the message names.
  400/8501|||client|event=AnswerFailed|The action was refused: the call is not established.|Wait until the call is established (CallConnected) before acting on it, and do not act while it is ending.
  400/8500|||client|event=AnswerFailed|The media mode is not valid for this action.|Let the media operation that is running finish, then try again.
  400/8559|||client|event=CallDisconnected|Only one single dial-out application is allowed in a call.|Do not start the same recording or dial-out twice.|The advice of this row (about starting a recording twice) does not fit its description.
  400/8528|||client|event=AnswerFailed|The action was refused: the call has ended.|Do not act on a call that is ending or has ended.
  409/8519|||client|event=CreateCallFailed,ConnectFailed|Actions that ran at the same time conflict with each other.|Send the actions on one call one after the other.
  403/7507||auth||event=CreateCallFailed|The identity of the call's source does not match.|Use the connection string of the resource that owns the number or the webhook.
  403/7504||auth||event=CreateCallFailed|The application lacks a permission.|The message names the resource; grant the application access to it.
  400/8585|||client|event=AnswerFailed|The action is not possible in this state of the call.|Wait until the call is established (CallConnected) before acting on it, and do not act while it is ending.
  405/8520|||client|event=CreateCallFailed|The feature is not supported.|Check the release notes and the known limitations.
  412/8583|||client|event=CreateCallFailed|A precondition failed: media actions that do not go together.|Check which media actions may run at the same time.
  400/8567|||client|event=CreateCallFailed|The service principal of the resource is not enabled.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  405/8522|||client|event=CreateCallFailed|A configuration that the action needs is missing.|Give the configuration when the call is created or answered.|The same subcode stands for "not found" with code 404.
  200/0||||event=CallDisconnected|Normal end: the participant hung up.
  200/4521||||event=CallDisconnected|The participant left abruptly.|Add a proper hang-up to the application; look for a crash in the client's log.
  200/5000||||event=CallDisconnected|Another participant removed this one.|Nothing to do, unless the application should not have removed it.
  200/5010||||event=CallDisconnected|The call ended because one participant was left alone.|Nothing to do: expected.
  200/5013||||event=CallDisconnected|The call ended because nobody else joined the group call.|Check when the participants are asked to join.
  200/7000||||event=CallDisconnected|Normal end: Call Automation or a bot on a server ended the call.|Nothing to do; check the bot's logic if the end was not meant.
  200/7015||||event=CallDisconnected|The call ended after a completed transfer.|Nothing to do: expected.
  487/0||||event=CallDisconnected|The caller gave up before the call was answered.
  487/10003||||event=CallDisconnected|Another endpoint, or a bot, answered the call.|Nothing to do for users; make sure that a bot answers only the calls meant for it.
  487/10024||||event=CallDisconnected|The call was declined on all of the callee's endpoints.|Nothing to do; call again if need be.
  500/10045||infrastructure||event=CallDisconnected|The infrastructure of Communication Services had an error.|Collect the logs and open a support case.
  503/560503||serverError||event=CallDisconnected|The telephone side reports an unexpected server error.|Collect the logs, ask the operator of the SBC, and open a support case.|An example of the documentation shows it as 500/560503.
  401/10009||auth||event=CreateCallFailed|The identity is not authenticated.|Check that the token is valid and has the scope needed.
  403/510403||||event=CreateCallFailed|The call was blocked as spam.|Review the pattern of outbound calls.|Other tables also name a missing voice route, alternate ID and the SBC's policy as reasons.
  403/560403||||event=CreateCallFailed|The telephone side forbade, cancelled or rejected the call.|Check the caller's permissions and the called number.
  404/4500|||client|event=CreateCallFailed|The call ID is unknown, or the call is over.|Check the call ID, and that the call is still alive.
  480/10078||||event=CreateCallFailed|The called client is not registered, or cannot be reached.|Check the called client, and call again later.
  480/560480||||event=CreateCallFailed|The called party did not answer.|Call again later; check that the called party is available.
  487/540487||||event=CreateCallFailed|The caller gave up before the call was answered.
  408/10057||||event=ConnectFailed|Joining or accepting the call timed out.|Check that the called client is online and ready.
  429/10110|||throttling|event=ConnectFailed|The call reached the longest duration allowed and was ended.|Plan a new call if more than 30 hours are needed.
  480/10076||||event=ConnectFailed|The called client is registered but offline.|Fall back on voicemail or a message.
  484/560484||||event=ConnectFailed|The called address is invalid or incomplete.|Correct the identifier.
  401/71005||auth||event=AnswerFailed|The token could not be validated when the call was answered.|Use a valid token.
  404/404|||unknown|event=AnswerFailed|The call could not be answered.|Collect the logs and open a support case.
  408/4506||||event=AnswerFailed|The called party did not respond in time.|Check that the called application is running and gets push notifications.
  495/4507||auth||event=AnswerFailed|The access token is not valid.|Issue a new token.
  430/10315|||client|event=AnswerFailed|A signalling message could not be delivered to the client.|Check that the client is reachable.
  430/10317|||client|event=AnswerFailed|The client did not acknowledge a signalling message.|Restart the application or the device.
  480/10077||||event=AnswerFailed|The called client is registered but was offline at the time of the call.|The called user needs a client that is running.
  487/10004||||event=AnswerFailed|The call rang until the time ran out.|Add a fallback, or let it ring longer.
  487/4501|||remote|event=AnswerFailed|The call was declined, or no media offer could be made because the endpoints do not match.|Check that both sides support the media asked for.
  490/4502||network||event=AnswerFailed|The browser could not complete a request over HTTP.|Check the connection, and allow the domains of Communication Services.
  496/7||network||event=AnswerFailed|The client lost its network, and its attempts to reconnect failed.|Check the network; watch for drops that come back.
  # callAutomation callautomation-generic
  400|||client||The request was not understood.|Correct the request as the message of the result says.
  401|||authentication||The request is not authenticated.|Check the connection string, the access key or the Microsoft Entra role that the server application uses.
  403|||authentication||The request is forbidden.|Check the connection string, the access key or the Microsoft Entra role that the server application uses.
  404|||client||The call or resource was not found.|Check the ID; the call may be over.
  405|||client||The method is not allowed.|Correct the request as the message of the result says.
  406|||client||The request is not acceptable.|Correct the request as the message of the result says.
  408|||client||The request timed out.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  409|||client||The request conflicts with another one.|Send the actions on one call one after the other.
  412|||client||A precondition failed.|Correct the request as the message of the result says.
  413|||client||The request is too large.|Correct the request as the message of the result says.
  426|||client||A newer version of the protocol or API is required.|Update the SDK.
  429|||throttling||Too many requests were sent.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  481|||client||The transaction does not exist (any more).|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  487|||expected||The call or operation was cancelled.
  500|||infrastructure||The server had an internal error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  501|||service||The server does not implement the operation.|Check that the operation is supported, then open a support case.
  502|||service||A gateway of the service got a bad response.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  503|||infrastructure||The service is unavailable.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  504|||infrastructure||A gateway of the service timed out.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  603|||expected||The call was declined.|Nothing to do; call again if need be.
  # callAutomation callautomation-subcodes
  /0|||success||Success.
  /7000|||success||The call ended normally.
  /7500|||authentication||Microsoft Entra identities of this type are not supported.|Use an identity of a supported type.
  /7501|||authentication||The token is not valid.|Issue a new token.
  /7502|||authentication||Access is not enabled.|Enable access for the resource or the application.
  /7504|||authentication||The application's permissions do not suffice.|Grant the application access to the resource that the message names.
  /7505|||authentication||The enterprise tenants do not match.|Use credentials of the tenant that owns the resource.
  /7506|||authentication||The certificate is not trusted.|Use a certificate that a trusted authority signed.
  /7507|||authentication||The identity of the call's source is not valid.|Use the connection string of the resource that owns the number or the webhook.
  /7508|||authentication||Communication Services identities of this type are not supported.|Use an identity of a supported type.
  /7509|||authentication||The signature of the request (HMAC) is not valid.|Check the connection string and the clock of the server.
  /7510|||authentication||The managed identity could not be verified.|Check the managed identity and its roles.
  /7600|||authentication||Access to the resource is not enabled.|Enable access for the resource or the application.
  /7601|||authentication||The source identity is not valid.|Use an identity that this resource created.
  /7602|||authentication||The target identity is not valid.|Check the identity that is called.
  /7603|||authentication||The Communication Services identity is not valid.|Use an identity that this resource created.
  /7604|||authentication||The resource may not call Teams users.|Let the Teams administrator enable interoperability for this resource.
  /7605|||authentication||The resource may not record calls with Teams users.|Let the Teams administrator enable it for this resource.
  /7606|||authentication||The resource may not use Azure AI features.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  /8500|||client||The media mode is not valid for this action.|Let the media operation that is running finish, then try again.
  /8501|||client||The action was refused: the call is not established.|Wait until the call is established (CallConnected) before acting on it, and do not act while it is ending.
  /8502|||client||The application's own participant ID is not available.|Wait until the call is established (CallConnected) before acting on it, and do not act while it is ending.
  /8503|||media||The call's audio is not active.|Act only while the call's media is connected.
  /8504|||media||The call's media streams are not available.|Act only while the call's media is connected.
  /8505|||client||A replacement is not possible with several participants.|Correct the request as the message of the result says.
  /8506|||client||The call is not one of compliance recording.|Correct the request as the message of the result says.
  /8508|||expected||The operation was cancelled.
  /8509|||expected||The longest silence allowed was reached.|Nothing to do in most cases; allow a longer silence if callers need it.
  /8510|||expected||The caller said and pressed nothing in time.|Ask again, or allow a longer initial silence.
  /8511|||service||The prompt could not be played.|Check the prompt's source, then try again; open a support case if it keeps failing.
  /8512|||service||The beep could not be played.|Try the operation again; if it keeps failing, open a support case with the call connection ID.|Another page calls 500/8512 an unknown internal error.
  /8513|||media||No media was received in time.|Check that the participant's media reaches the service.
  /8514|||success||The stop tone was heard.
  /8515|||expected||The longest recording allowed was reached.|Start a new recording if more is needed.
  /8516|||throttling||The call was throttled.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  /8517|||authentication||The call belongs to another tenant.|Act on the call with the resource that owns it.
  /8518|||||The call raised an exception that is not described.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8519|||client||Actions that ran at the same time conflict with each other.|Send the actions on one call one after the other.
  /8520|||client||The operation is not implemented.|Check the release notes and the known limitations.
  /8521|||||The call was forwarded too many times.|Look for a loop in redirects and forwarding.
  /8522|||client||The call or the participant was not found.|It may have ended or left already; check the ID.
  /8523|||client||An argument is not valid.|Correct the parameter that the message names.
  /8524|||client||The number of participants does not allow compliance recording.|Correct the request as the message of the result says.
  /8525|||client||The party is not being recorded.|Correct the request as the message of the result says.
  /8526|||client||The token for joining the meeting is not valid.|Fetch the meeting's join information again.
  /8527|||client||The link for joining the meeting is not valid.|Check the meeting link.
  /8528|||client||The action was refused: the call has ended.|Do not act on a call that is ending or has ended.
  /8529|||throttling||The monthly limit was reached.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  /8530|||throttling||The limit of active calls was reached.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  /8531|||success||All digits asked for were received.
  /8532|||expected||The caller waited too long between two digits.|Ask again, or allow more time between digits.
  /8533|||success||The tones pressed match an option.
  /8534|||expected||The caller pressed a wrong tone.|Ask again.
  /8535|||client||The format of the file is not valid.|Use a WAV file, mono, 16 kHz.
  /8536|||client||The file could not be downloaded.|Check that the file's address is public and reachable.
  /8537|||client||No sign of life came in time, so the call was cleaned up.|Keep the call alive as the API asks.
  /8538|||remote||The called party declined.|Nothing to do; call again if need be.
  /8539|||remote||The called party is busy.|Call again later.
  /8540|||remote||The called party is busy everywhere.|Call again later.
  /8541|||remote||The called party is unavailable.|Call again later.
  /8542|||expected||The call was cancelled.
  /8543|||client||The call does not exist.|Check the ID; the call may be over.
  /8544|||remote||The called party cannot be reached.|Check the called client, and call again later.
  /8545|||success||The words spoken match an option.
  /8546|||remote||The called side sent a request that is not valid.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8547|||expected||The words spoken match no option.|Ask again, or offer more phrases.
  /8548|||client||The call is not a group call.|Correct the request as the message of the result says.
  /8549|||service||The call could not be moved: the new conversation could not be created.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8550|||media||The call could not be moved: the media could not be negotiated.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8551|||client||The call cannot be moved.|Correct the request as the message of the result says.
  /8552|||client||The organizer cannot be removed.|Correct the request as the message of the result says.
  /8553|||client||The call is being recorded already.|Do not start the recording twice.
  /8554|||client||The participant is not part of the meeting's audio.|Correct the request as the message of the result says.
  /8555|||client||The call is being moved already.|Wait until the transfer under way is done.
  /8556|||client||The action is not possible in a call of compliance recording.|Correct the request as the message of the result says.
  /8557|||client||The format is of a wrong type.|Correct the request as the message of the result says.
  /8558|||client||The participant is not in the call.|Check the participant's identifier; it may have left.
  /8559|||client||Only one single dial-out application is allowed in a call.|Do not start the same recording or dial-out twice.
  /8560|||expected||The meeting is locked: nobody can join.|Ask the organizer to unlock the meeting.
  /8561|||client||The meeting ID is not valid.|Check the meeting ID.
  /8562|||client||This mode of recording is not supported.|Correct the request as the message of the result says.
  /8563|||expected||The speech was not recognised.|Ask again.
  /8564|||service||The connection to the speech service failed.|Check that the Azure AI resource is reachable and healthy, then try again.
  /8565|||service||The Azure AI service reported an error.|Check that the Azure AI resource is reachable and healthy, then try again.|Comes with codes 400, 401, 403, 408 and 429: the code tells what went wrong.
  /8566|||client||Unmuting another participant is not allowed.|Let the participant unmute.
  /8567|||client||The service principal of the resource is not enabled.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  /8568|||authentication||The managed identity could not be used for the Azure AI request.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  /8571|||client||The recording operation conflicts with another one.|Send recording actions one after the other.
  /8569|||success||The speech was recognised.
  /8570|||service||The Azure AI service could not recognise the speech because of an error.|Check that the Azure AI resource is reachable and healthy, then try again.
  /8572|||service||The service that plays prompts shut down.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8573|||client||Pausing or resuming is not allowed here.|Correct the request as the message of the result says.
  /8578|||service||The transcription failed.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8579|||expected||The transcription was cancelled.
  /8580|||service||The transcription service shut down.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8581|||client||The address of the stream is not valid.|Check the WebSocket address.
  /8582|||client||The text or SSML to be played is empty.|Give a text or SSML to be played.
  /8583|||client||A precondition failed.|Check which media actions may run at the same time.
  /8585|||client||The action is not possible in this state of the call.|Wait until the call is established (CallConnected) before acting on it, and do not act while it is ending.
  /8586|||client||The bot did not acknowledge the incoming call.|Check that the callback endpoint answers in time.
  /8587|||remote||The incoming call was not answered in time.|Check that the application answers, or that the called party is available.
  /8588|||media||The recording ended because no media was received in time.|Check that media was flowing in the call.
  /8589|||throttling||The recording was throttled.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  /8594|||service||The state of the meeting could not be updated.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8603|||media||Media streaming failed.|Check the WebSocket endpoint that receives the media, then try again.
  /8604|||expected||Media streaming was cancelled.
  /8605|||client||A custom speech model is not supported in transcription.|Leave the custom speech model out.
  /8606|||service||The communication identifier could not be created.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8607|||client||The transfer conflicts with another operation.|Wait until the transfer under way is done.
  /8608|||client||A participant of the recording had a client error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /8609|||client||The bot's response to the request to join is not valid.|Check the bot's response.
  /8610|||client||The bot did not respond to the notification.|Check that the callback endpoint answers in time.
  /8613|||throttling||The limit of live captions was reached.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  /9001|||service||A service below Call Automation had an unknown error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /9002|||service||A service below Call Automation timed out.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /9003|||expected||The operation was cancelled with an error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /9998|||service||A fatal error occurred.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  /9999|||||The error is not known.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  # callAutomation callautomation-legacy
  400|||client||The request was not understood.|Correct the input that the message names.
  400|||client||Playing a prompt failed.|Use a WAV file, mono, 16 kHz, at a public address.
  400|||client||Recognising input failed.|See the message: a timeout, or cancelled.
  401|||authentication||The request is not authenticated (HMAC).|Check the connection string.
  403|||authentication||The request is forbidden.|Check that the application may access the resource.
  404|||client||The call or a resource was not found.|The call may be over; check the ID.
  429|||throttling||Too many requests were sent.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  500|||infrastructure||The server had an internal error.|Try again later, then open a support case.
  500|||infrastructure||Playing a prompt failed at the server.|Open a support case.
  500|||infrastructure||Recognising input failed at the server.|Check that prompts are WAV files, mono, 16 kHz; then open a support case.
  502|||service||A gateway of the service got a bad response.|Try again later with a new HTTP client.
  # callAutomation play-events
  200/0|||success|event=PlayCompleted|The prompt was played to its end.
  400/8508|||expected|event=PlayCanceled|Playing the prompt was cancelled.
  400/8535|||client|event=PlayFailed|The format of the file to be played is not valid.|Use a WAV file, mono, 16 kHz.
  400/8536|||client|event=PlayFailed|The file to be played could not be downloaded.|Check that the file's address is public and reachable.
  400/8565|||client|event=PlayFailed|Azure AI could not use the request.|Check the text, the voice and the SSML.
  401/8565|||authentication|event=PlayFailed|Azure AI refused the authentication.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  403/8565|||throttling|event=PlayFailed|Azure AI refused the request: the free quota is used up.|Raise the tier or the quota of the Azure AI resource.
  429/8565|||throttling|event=PlayFailed|Azure AI had too many requests at once.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  408/8565|||service|event=PlayFailed|Azure AI did not answer in time.|Check that the Azure AI resource is reachable and healthy, then try again.
  500/9999|||service|event=PlayFailed|The service had an unknown internal error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  500/8572|||service|event=PlayFailed|The service that plays prompts shut down.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  # callAutomation recognize-events
  200/8531|||success|event=RecognizeCompleted|All digits asked for were received.
  200/8514|||success|event=RecognizeCompleted|The stop tone was heard.
  400/8508|||expected|event=RecognizeCompleted|Recognising input was cancelled.||Listed as RecognizeCompleted although it failed; the same codes are listed as RecognizeCanceled.
  400/8532|||expected|event=RecognizeCompleted|The caller waited too long between two digits.|Ask again, or allow more time between digits.|Listed as RecognizeCompleted although it failed; the same codes are listed as RecognizeFailed.
  400/8508|||expected|event=RecognizeCanceled|Recognising input was cancelled.
  400/8510|||expected|event=RecognizeFailed|The caller said and pressed nothing in time.|Ask again, or allow a longer initial silence.
  500/8511|||service|event=RecognizeFailed|The prompt could not be played.|Check the prompt's source, then try again; open a support case if it keeps failing.
  500/8512|||service|event=RecognizeFailed|The service had an unknown internal error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.|The general list names 8512 as a failure to play the beep.
  400/8510|||expected|event=RecognizeFailed|The caller said and pressed nothing in time.|Ask again, or allow a longer initial silence.|The page prints this row twice.
  400/8532|||expected|event=RecognizeFailed|The caller waited too long between two digits.|Ask again, or allow more time between digits.
  400/8565|||client|event=RecognizeFailed|Azure AI could not use the parameters of the request.|Check the language, the phrases and the speech settings.
  400/8565|||client|event=RecognizeFailed|Azure AI could not process the content of the request.|Check the language, the phrases and the speech settings.
  401/8565|||authentication|event=RecognizeFailed|Azure AI refused the authentication.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  403/8565|||throttling|event=RecognizeFailed|Azure AI refused the request: the free quota is used up.|Raise the tier or the quota of the Azure AI resource.
  429/8565|||throttling|event=RecognizeFailed|Azure AI had too many requests at once.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  408/8565|||service|event=RecognizeFailed|Azure AI did not answer in time.|Check that the Azure AI resource is reachable and healthy, then try again.
  500/8511|||service|event=RecognizeFailed|The prompt could not be played.|Check the prompt's source, then try again; open a support case if it keeps failing.|The page prints this row twice.
  500/8512|||service|event=RecognizeFailed|The service had an unknown internal error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.|The page prints this row twice; the general list names 8512 as a failure to play the beep.
  # callAutomation transcription-events
  200/0|||success|event=TranscriptionStarted|The transcription was started.
  200/0|||success|event=TranscriptionStopped|The transcription was stopped.
  200/0|||success|event=TranscriptionUpdated|The transcription was updated.
  400/8581|||client|event=TranscriptionFailed|The address of the stream is not valid.|Check the WebSocket address.
  400/8565|||client|event=TranscriptionFailed|Azure AI could not use the request.|Check the language and the speech settings.|One version misspells the event's name.
  400/8565|||service|event=TranscriptionFailed|Azure AI did not answer in time.|Check that the Azure AI resource is reachable and healthy, then try again.
  400/8605|||client|event=TranscriptionFailed|A custom speech model is not supported in transcription.|Leave the custom speech model out.
  400/8523|||client|event=TranscriptionFailed|The locale is missing.|Give the transcription a locale, such as en-US.
  400/8523|||client|event=TranscriptionFailed|The locale lacks its region.|Give the locale with its region, such as en-US.
  405/8520|||client|event=TranscriptionFailed|Transcription is not supported here.|Check the release notes and the known limitations.
  405/8520|||client|event=TranscriptionFailed|A transcription cannot be updated in a call joined by Connect.|Check the release notes and the known limitations.
  400/8528|||client|event=TranscriptionFailed|The action was refused: the call has ended.|Do not act on a call that is ending or has ended.
  405/8520|||client|event=TranscriptionFailed|The transcription cannot be updated.|Check the release notes and the known limitations.
  405/8522|||client|event=TranscriptionFailed|The address for the transcription was not set when the call was set up.|Give the transcription options when the call is created or answered.|The same subcode stands for "not found" with code 404.
  405/8522|||client|event=TranscriptionFailed|The Azure AI configuration was not set when the call was set up.|Give the Azure AI endpoint when the call is created or answered.|The same subcode stands for "not found" with code 404.
  400/8501|||client|event=TranscriptionFailed|The action was refused: the call is not established.|Wait until the call is established (CallConnected) before acting on it, and do not act while it is ending.
  401/8565|||authentication|event=TranscriptionFailed|Azure AI refused the authentication.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  403/8565|||authentication|event=TranscriptionFailed|Azure AI refused the request as forbidden.|Set up the identity and roles of the linked Azure AI resource as Call Automation requires.
  429/8565|||throttling|event=TranscriptionFailed|Azure AI had too many requests at once.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  500/8578|||service|event=TranscriptionFailed|The WebSocket for the transcription could not be opened.|Check that the WebSocket endpoint is reachable from the internet, then try again.
  500/8580|||service|event=TranscriptionFailed|The transcription service shut down.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  500/8579|||expected|event=TranscriptionFailed|The transcription was cancelled.
  500/9999|||service|event=TranscriptionFailed|The service had an unknown internal error.|Try the operation again; if it keeps failing, open a support case with the call connection ID.
  # chat chat
  401||auth|||The request is not authenticated.|Check that the token is valid and has not expired.
  403||auth|||The request is forbidden.|Check that the user may access the resource.
  429||throttling|||The request was throttled.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  503|||service||The chat service is unavailable.|Try again later; open a support case if it persists.
  # sms sms-delivery
  2000|||success|field=DeliveryStatusDetails|The message was delivered.
  4000|||client|field=DeliveryStatusDetails|The message was rejected by fraud detection.|Keep below the limit of messages per number.
  4001|||client|field=DeliveryStatusDetails|The message was rejected: the sender's number has a wrong format.|Write the recipient in E.164 form, and the sender in E.164 form or as a short code.
  4002|||client|field=DeliveryStatusDetails|The message was rejected: the recipient's number has a wrong format.|Write the number in E.164 form.
  4003|||client|field=DeliveryStatusDetails|The destination is not supported.|Check that messages can be sent to this country and carrier.
  4004|||client|field=DeliveryStatusDetails|The recipient's number does not exist.|Check the number.
  4005|||remote|field=DeliveryStatusDetails|The recipient's carrier blocked the message.|Ask the recipient to check with the carrier; review the content of the messages.
  4006|||remote|field=DeliveryStatusDetails|The recipient cannot be reached.|Send it again later.
  4007|||expected|field=DeliveryStatusDetails|The recipient has opted out.|Stop sending to this number until its owner opts in again.
  4008|||throttling|field=DeliveryStatusDetails|The quota of messages was exceeded.|Keep below the limit of messages per number, or queue the traffic.
  4009|||client|field=DeliveryStatusDetails|Microsoft's entitlement system rejected the message.|Often suspected fraud: contact support.
  4010|||client|field=DeliveryStatusDetails|The message was blocked: the toll-free number is not verified.|Submit the verification of the toll-free number.
  4020|||throttling|field=DeliveryStatusDetails|The carrier rejected the message: too many were sent.|Keep below the limit of messages per number, or queue the traffic.
  5000|||service|field=DeliveryStatusDetails|The delivery failed.|Open a support case with the message ID.
  5001|||service|field=DeliveryStatusDetails|The system was unavailable for a moment.|Send it again later.
  5002||||field=DeliveryStatusDetails|The carrier gives no delivery reports.|Nothing to do; the message may have been delivered.|The page of 2021 defined 5002 as a timeout of the delivery, to be sent again.
  9999||||field=DeliveryStatusDetails|The delivery failed for an unknown reason.|Send it again.
  # rest rest-http
  400|||client||The request was not understood.|Correct the request as the error's message says.
  401|||authentication||The request is not authenticated.|Check the connection string, the access key or the Microsoft Entra role that the server application uses.
  403|||authentication||The permissions do not suffice.|Check the connection string, the access key or the Microsoft Entra role that the server application uses.
  404|||client||The resource or the endpoint does not exist.|Check the address and the ID.
  422|||client||The body of the request failed validation.|Correct the request as the error's message says.
  429|||throttling||A limit was exceeded.|Slow down: honour Retry-After, back off between attempts, and ask for a higher limit if the load is normal.
  500|||service||The service had an internal error.|Check the service health page, try again later, and open a support case with the call ID if it persists.
  # sms sms-rest
  200|||success||Success.
  201|||success||The message was accepted.
  400|||client||The data of the request is not valid.|Correct the request as the error's message says.
  401|||authentication||Authentication is missing, or sending is not allowed.|Check the connection string, the access key or the Microsoft Entra role that the server application uses.
  404|||client||The resource or the endpoint does not exist.|Check the address, the resource and the sender's number.
  500|||service||No authentication was found, or an unknown error occurred.|Check the authentication first, then try again later.
  # email email-hard
  521|||remote|enhanced=5.2.1|The recipient's server takes no mail.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  525|||remote|enhanced=5.7.13|The recipient's account is disabled.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.2.1|The mailbox is unavailable.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.|550 5.2.1 has three meanings in this table.
  553|||remote|enhanced=5.1.3|The name of the mailbox is not allowed.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.1.1|The address of the mailbox is wrong.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.1.2|The domain of the address is wrong.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.1.3|The address is not written correctly.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.1.4|The address fits more than one mailbox.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.1.6|The mailbox has moved.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.1.9|The recipient's mail system does not follow the standards.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  550|||remote|enhanced=5.1.10|The domain takes no mail (null MX record).|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.2.1|The mailbox is disabled.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.|550 5.2.1 has three meanings in this table.
  550|||remote|enhanced=5.2.1|The mailing list could not be expanded.|Try again later; if it persists, ask the administrator of the recipient's mail system.|550 5.2.1 has three meanings in this table.
  550|||remote|enhanced=5.3.2|The recipient's system is not accepting messages.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  550|||remote|enhanced=5.4.1|The recipient was rejected.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  550|||remote|enhanced=5.4.4|No route leads to the recipient's system.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  550|||remote|enhanced=5.4.6|The message went round in a loop.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  550|||remote|enhanced=5.4.310|The domain does not exist in DNS.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  # email email-soft
  551|||remote|enhanced=5.1.1|The recipient is not local to the server asked.|Try again later; if it persists, ask the administrator of the recipient's mail system.|The text calls 4xx codes temporary, yet this table of soft bounces lists 551, 552 and 554.
  552|||remote|enhanced=5.2.1|The mailbox has no room left.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  554|||remote|enhanced=5.1.0|The mail transaction failed.|Try again later; if it persists, ask the administrator of the recipient's mail system.|The text calls 4xx codes temporary, yet this table of soft bounces lists 551, 552 and 554.
  552|||remote|enhanced=5.2.2|The mailbox is full.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  552|||client|enhanced=5.2.3|The message is longer than the recipient's administrator allows.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||throttling|enhanced=5.2.121|The recipient gets too many messages an hour from this sender.|Send fewer messages an hour to this recipient.
  552|||throttling|enhanced=5.2.122|The recipient gets too many messages an hour.|Send it again after an hour.
  552|||remote|enhanced=5.3.1|The recipient's mail system is full.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  552|||remote|enhanced=5.3.3|The recipient's system does not support a feature of the message.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  552|||client|enhanced=5.3.4|The message is too big for the recipient's system.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.5.3|The message has too many recipients.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.6.1|The kind of content is not supported.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.6.2|The content would have to be converted, which is prohibited.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.6.3|The content would have to be converted, which is not supported.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.6.5|The content could not be converted.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.6.6|The content of the message is not available.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||client|enhanced=5.6.11|The message contains characters that are not valid.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||authentication|enhanced=5.7.1|The sender may not deliver to this recipient.|Ask the recipient to allow the sender, and check the sender domain's authentication.
  552|||remote|enhanced=5.7.2|The mailing list may not be expanded.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  552|||authentication|enhanced=5.7.12|The recipient's organisation accepts authenticated senders only.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||remote|enhanced=5.7.15|The priority of the message is too low to be taken now.|Send it again later.
  552|||client|enhanced=5.7.16|The message is too big for its priority.|Change the message as the reason says (size, attachments, character set, number of recipients) and send it again.
  552|||remote|enhanced=5.7.17|The mailbox has a new owner.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  552|||remote|enhanced=5.7.18|The domain has a new owner.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  552|||remote|enhanced=5.7.19|The test whether the mailbox has a new owner (RRVS) could not be completed.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  552|||authentication|enhanced=5.7.20|No DKIM signature passed.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||authentication|enhanced=5.7.21|No DKIM signature is acceptable.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||authentication|enhanced=5.7.22|No DKIM signature matches the author.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||authentication|enhanced=5.7.23|The sender's address failed the SPF check.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||authentication|enhanced=5.7.24|The SPF check ended in an error.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||authentication|enhanced=5.7.25|The reverse DNS check of the sending server failed.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||authentication|enhanced=5.7.26|Several authentication checks failed.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||client|enhanced=5.7.27|The sender's domain takes no mail (null MX record).|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||throttling|enhanced=5.7.28|The recipient's system sees a flood of mail.|Send fewer messages at a time.
  552|||authentication|enhanced=5.7.29|The chain of authentication results (ARC) failed.|Send in a way that the recipient's server accepts: fix the sender domain's SPF, DKIM, DMARC and DNS records.
  552|||client|enhanced=5.7.30|The message requires TLS (REQUIRETLS), which the recipient's system does not support.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  552|||remote|enhanced=5.7.51|The recipient's tenant did not accept the message as belonging to it.|Try again later; if it persists, ask the administrator of the recipient's mail system.
  # email email-delivery-status
  |||success|status=Delivered|The message was delivered.
  |||remote|status=Bounced|The message bounced for good.|Correct the address or remove it from the list; sending again to it harms the sender's reputation.
  ||||status=Failed|The message was not delivered.|See the details of the delivery status.
  |||remote|status=FilteredSpam|The message was rejected or blocked as spam.|Review the content and the sender's reputation; fix SPF, DKIM and DMARC.
  |||remote|status=Quarantined|The message was put into quarantine (spam, bulk or phishing).|Review the content and the sender's reputation; fix SPF, DKIM and DMARC.
  |||expected|status=Suppressed|The message was suppressed: the recipient is on the suppression list.|Remove the address from the suppression list once it is known to work.
  ||||status=Expanded|Expanded: listed as a possible status, without a definition.|See the status of the single recipients.|An older page lists Delivered, Expanded and Failed only.
  ||||status=OutForDelivery|Out for delivery: a status of log queries, without a definition.|Look at the statuses that follow.
  # teamsInterop graph-call-end
  200/4097|||||Another participant ended the call.||Graph reports 200 where the Calling SDK reports 0.
  200/4521|||||The other side of a one-to-one call ended it.||Graph reports 200 where the Calling SDK reports 0.
  200/5000|||||Another participant removed this one.||Graph reports 200 where the Calling SDK reports 0.
  200/5001|||success||The conversation is over.
  200/5002|||success||All other participants left.
  200/5003|||||The conversation is over.||Graph reports 200 where the Calling SDK reports 0.
  200/5007|||success||The participant who started the group call left.
  200/5010|||||The call ended because one participant was left alone.
  200/5012|||success||The call ended because its roster was empty.
  200/5013|||||The call ended because nobody else joined the group call.
  200/5014|||success||The call ended because no host could be found for the group call.
  200/5020|||success||The call ended because its roster had no visible participants.
  200/5030|||success||The time of the breakout room is over.
  200/5300|||||Another participant removed this one.||Graph reports 200 where the Calling SDK reports 0.
  200/5855|||expected||The participant waited in the lobby too long and was removed.|Ask the organizer to admit participants, then join again.
  200/7000|||||A bot ended the call.||Graph reports 200 where the Calling SDK reports 0.
  200/7015|||||The call ended after a completed transfer.
  200/10550|||success||A bot ended the call.
  200/18503|||success||The other side of a one-to-one call left.
  200/540000|||success||The telephone user ended the call.||Graph reports 200 where the Calling SDK reports 0.
  200/560000|||success||The telephone user ended the call.||Graph reports 200 where the Calling SDK reports 0.
  408/8537|||client||No sign of life came in time, so the inactive call was cleaned up.|Keep the call alive as the API asks.
  408/1106|||||The acceptance of the call was not acknowledged in time.|Check that the bot and its network respond in time.
  408/10057|||||The endpoints of the called party sent no signalling.|Check that the called client is online and ready.
  410/301005|||||The media connection failed.|Compare the site's network (firewall, proxy, VPN, UDP ports) with the network requirements of Communication Services calling.
  480/10037|||||The called party has no endpoint.|Make sure that the called user's client is running and signed in, and that push notifications are set up.
  480/10076|||||The called party cannot be reached.|Make sure that the called user's client is running and signed in, and that push notifications are set up.
  480/10134|||remote||The call cannot be routed to the called party.|Check the identity or number that was called.
  480/10199|||expected||Private calling is switched off for this user.|Let the Teams administrator enable private calling for the user.
  500/1005|||media||The server lost the connection to the bot's media.|Check the network and the load of the host on which the bot's media runs.
  # callingNativeErrors ios-enum
  0|||success|enum=ACSCallingCommunicationErrorsNone|No error.
  1|||device|enum=ACSCallingCommunicationErrorsNoAudioPermission|Permission to use the microphone is missing.|Ask the user to allow the microphone in the settings of the device.
  2|||device|enum=ACSCallingCommunicationErrorsNoVideoPermission|Permission to use the camera is missing.|Ask the user to allow the camera in the settings of the device.
  3|||device|enum=ACSCallingCommunicationErrorsNoAudioAndVideoPermission|Permissions to use the microphone and the camera are missing.|Ask the user to allow both in the settings of the device.
  4|||client|enum=ACSCallingCommunicationErrorsReceivedInvalidPushNotificationPayload|The content of a push notification could not be processed.|Check the set-up of push notifications.|The names and descriptions of 4 and 8 look swapped in the documentation.
  8|||client|enum=ACSCallingCommunicationErrorsFailedToProcessPushNotificationPayload|The content of a push notification is empty or not valid.|Check the set-up of push notifications.|The names and descriptions of 4 and 8 look swapped in the documentation.
  16|||client|enum=ACSCallingCommunicationErrorsInvalidGuidGroupId|The group ID is not a valid GUID.|Pass a GUID as the group ID.
  32|||client|enum=ACSCallingCommunicationErrorsInvalidPushNotificationDeviceRegistrationToken|The device's token for push notifications is not valid.|Register for push notifications again with the current token.
  64|||client|enum=ACSCallingCommunicationErrorsMultipleRenderersNotSupported|A second renderer for the same source is not supported.|Keep one renderer for each stream.
  128|||client|enum=ACSCallingCommunicationErrorsMultipleViewsNotSupported|A renderer cannot make several views.|Make one view with each renderer.
  256|||client|enum=ACSCallingCommunicationErrorsInvalidLocalVideoStreamForVideoOptions|The local video stream in the video options is not valid.|Pass a stream made from a camera of the device manager.
  512|||client|enum=ACSCallingCommunicationErrorsNoMultipleConnectionsWithSameIdentity|A second connection with the same identity is not possible.|Dispose of the other call agent, or use another identity.
  1024|||client|enum=ACSCallingCommunicationErrorsInvalidServerCallId|The server call ID is empty or not valid.|Pass the server call ID of a running call.
  2048|||device|enum=ACSCallingCommunicationErrorsLocalVideoStreamSwitchSourceFailure|Switching the video source failed.|Check that the camera is free and still connected.
  4096|||expected|enum=ACSCallingCommunicationErrorsIncomingCallAlreadyUnplaced|The incoming call had been withdrawn before it was answered.
  16384|||client|enum=ACSCallingCommunicationErrorsInvalidMeetingLink|The meeting link is not valid.|Check the meeting link.
  """#
