/** What a verb acts on, as far as it decides the class. A word may be in several kinds. */
const lists = {
  money: `transfer transfers purchase purchases bet bets trade trades rewards reward airdrop dividend dividends yield fees expense expenses payroll escrow budget_payment spender bail pledge wire wires intent remittances erc20 erc721 spl jetton iou dispute liability settlements payment payments payout payouts refund refunds money funds fund charge charges withdrawal withdrawals deposit remittance
    disbursement donation tip loan settlement reimbursement cash balance eth btc sol usdc usdt crypto wei satoshi sats lightning
    coin coins currency credit credits allowance liquidation liquidations winnings bounty bounties earnings`,
  trade: `position positions stake swap bid bids share shares stock stocks token tokens futures collateral
    liquidity bond bonds trade trades nft nfts perp perpetual holdings portfolio margin leverage lp`,
  holding: `asset assets option options limit`,
  goods: `order orders cart basket checkout booking bookings ticket tickets flight flights hotel hotels reservation domain domains license
    licence licences gift giftcard voucher subscription subscriptions plan seat seats number purchase membership product ride trip room
    labels shipment esim ad ads`,
  process: `pipeline pipelines job jobs run runs build builds workflow workflows execution executions session sessions app apps
    application applications process processes query queries scan scans server servers service services container
    containers deployment deployments environment environments instance instances vm vms machine machines crawl test tests simulation simulator
    emulator cluster clusters node nodes agent agents task_run taskrun pipelinerun statement transaction recording trace profiler debugger
    daemon worker pod pods sandbox sandboxes codespace notebook kernel engine stack checkout operation operations call experiment stream
    automation scenario flow playbook actor bot tunnel proxy device`,
  launchable: `pcap capture run runs build builds execution executions scan scans deployment deployments crawl simulation taskrun pipelinerun
    job_run rerun exec invocation call sandbox codespace release_deployment export_job query_execution prediction session release job`,
  message: `message messages email emails mail sms notification notifications dm dms tweet tweets reply invitation invitations
    invite invites inquiry enquiry newsletter campaign whatsapp fax letter announcement broadcast poll reminder embed chat conversation mms push blast blasts mailing mailings`,
  relation: `timeout timeouts ban bans mute mutes restriction restrictions suspension hold user users contact contacts host hosts device devices url urls domain_alias sub subissue ip ips address label labels tag tags reaction reactions emoji favorite favorites favourite favourites star bookmark bookmarks member members
    membership memberships assignee assignees reviewer reviewers collaborator collaborators follower followers watcher watchers participant
    participants subscriber subscribers role roles like vote pin upvote whitelist allowlist blacklist blocklist denylist watchlist cart
    playlist queue dependency dependencies parent blocker attendee attendees owner owners admin admins permission permissions
    responder responders approver approvers group team sprint cycle milestone epic category categories topic topics filter filters
    highlight breakpoint format formatting assignment alias aliases estimate due association link links`,
  place: `solution tenant network tier parent task favorite favourite folder cohort list_view categories groups cycles tags segment scope group channel project list playlist cart watchlist favorites favourites board cycle milestone sprint whitelist allowlist
    blacklist basket queue collection category set album folder calendar role organization organisation library wishlist`,
  code: `sql code script scripts javascript js python shell bash statement expression cypher kql apl command commands query queries ruby
    lua powershell snippet function lambda tool tools cell graphql promql plsql mql spl cql`,
  screen: `browser page tab tabs window element dialog dropdown button viewport url form link menu file_chooser app application alert
    option checkbox frame iframe slider`,
  media: `image images video videos audio music song speech voice avatar thumbnail podcast picture photo art logo animation clip sound
    document documents file files pdf presentation slides spreadsheet docx`,
  secret: `key keys token tokens password passwords secret secrets credential credentials certificate certificates otp keypair`,
  playback: `playback music song songs track media player radio podcast episode video`,
  shown: `path directory folder line lines count counts content contents text value values version output information info`,
  kept: `node nodes entity entities note notes article articles entry entries record records memory memories`,
  sale: `subscription subscriptions`,
  coins: `tokens nft nfts eth btc sol usdc usdt dai avax bnb matic ada dot xrp xlm ltc doge trx near atom ton apt weth wbtc wei sats satoshis
    lamports lightning`,
  told: `cost costs price prices understanding receipt`,
  pending: `action actions operation operations plan proposal`,
  filed: `issue bug incident problem snag defect fault abuse spam outage violation concern user agent player seller post`,
  grantable: `token tokens key keys credential credentials certificate certificates invite invites invitation invitations password passwords code codes
    url urls link links lease leases secret secrets`,
  payer: `card cards customer client interest fee fees recurring buyer guest tenant penalty fine invoice subscription token`,
  fined: `penalty fine fines penalties surcharge`,
  registered: `name names hosting policy insurance plan contract membership license licence domain domains`,
  ledger: `transaction transactions tx txn txs userop calls`,
  held: `lease leases lock locks slot slots mutex claim`,
  transaction: `transaction transactions authorization authorizations authorisation authorisations`,
  typed: `input stdin keystroke keystrokes`,
  feed: `log logs event events output metrics updates stats messages changes`,
  talk: `pr pull request requests issue issues thread threads discussion discussions incident incidents alert alerts comment comments conversation conversations
    finding findings error errors conflict conflicts detection detections case cases ticket review reviews problem task todo feedback`,
  social: `tweet tweets status toot linkedin facebook instagram twitter bluesky mastodon reddit tiktok pinterest telegram slack discord
    whatsapp social x`,
  group: `workload deployment deployments replicas replicaset statefulset service services cluster pods pod nodegroup autoscaling
    manifest manifests terraform helm helmrelease kustomization chart release stack yaml resource resources infrastructure cdk cloudformation`,
  plainData: `table file files directory text code items document string keys row rows log logs folder image barcode qr receipt`,
  soft: `filter filters selection cache form field input search console screen view viewport highlight breakpoints assignee status
    session conversation context label labels tag tags zoom counter count counts cycle cycles timer timers parent due milestone estimate`,
  backup: `backup backups snapshot snapshots database db dump pitr`,
  travel: `flight flights hotel hotels ticket tickets trip ride room rooms cruise car table tour`,
  reaction: `reaction reactions emoji star like favorite favourite bookmark vote upvote pin`,
  probe: `connection connectivity credentials credential regex expression pattern query hypothesis significance auth authentication access`,
  computed: `text payload preview brief digest overview query queries url urls prompt filter expression path route routes request uri waypoints sql command itinerary context`,
  made: `pack dossier bundle community communities graph index model page knowledge tree dictionary table`,
  timed: `start stop scan checks check run job restart shutdown deployment report message email tweet post task tasks step steps followup prompt workflow automation backup sync`,
  thing: `url urls link links deeplink subdomain domain collection spec specification site website page app project account user report_file payment label waybill`,
  ended: `app application session sessions process processes call run job jobs checkout execution query connection connections tunnel terminal task tasks build stream recording transaction statement`,
  physical: `door doors light lights lamp lamps gate gates garage blind blinds shutter shutters curtain curtains valve heater fan alarm siren lock locks oven tv plug outlet sprinkler pump motor arm gripper robot vacuum car vehicle trunk switch thermostat`,
  ride: `ride rides taxi cab delivery pickup courier shipment meal meals food`,
  tier: `plan plans tier subscription membership seats storage license licence package`,
  paper: `filing application applications proposal consent request submission candidacy nomination complaint`,
  entry: `activity activities event events entry time call work water meal weight metric interaction note workout hours mood message`,
  payee: `account accounts recipient beneficiary payee wallet address`,
  account: `account accounts tenant tenancy workspace`,
  spending: `spend budget funds money amount purchase order`,
  order: `order orders`,
  pact: `contract contracts agreement agreements engagement mandate`,
  routine: `scene scenes routine routines automation automations`,
  offer: `offer offers swap deal quote claim liability`,
  event: `event events meeting meetings appointment appointments`,
  migration: `migration migrations ddl`,
  project: `project projects dispatch`,
  renewal: `renewal autorenewal autopay autorenew`,
  transferable: `domain domains move transfer ownership`,
  invoice: `invoice invoices bill`,
  dataset: `dataset datasets sample fixtures seeds data`,
  connection: `connection connections connections tab tabs browser window page app application session file database db handle stream socket`,
} as const;

export type ObjectKind = keyof typeof lists;

const kinds = new Map<string, Set<ObjectKind>>();
for (const kind of Object.keys(lists) as ObjectKind[]) {
  for (const word of lists[kind].split(/\s+/)) {
    const known = kinds.get(word);
    if (known) known.add(kind);
    else kinds.set(word, new Set([kind]));
  }
}

export function isKind(word: string, kind: ObjectKind): boolean {
  return kinds.get(word)?.has(kind) ?? false;
}

/** The kinds of a word, for features. */
export function kindsOf(word: string): ReadonlySet<ObjectKind> | undefined {
  return kinds.get(word);
}
