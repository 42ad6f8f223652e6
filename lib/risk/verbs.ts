import type { RiskClass } from '@/lib/policy';

/** What a verb says by itself. `strength`: 3 is always an  (delete), 2 mostly (search), 1 half the time (report), 0 mostly a thing (mail). */
export type Verb = { lemma: string; class: RiskClass; strength: number };

// Chosen from what APIs do, not from one catalogue. '~' marks a word that is mostly an act, '*' one that is so half
// the time (report, test), '**' one that is mostly a thing (mail, group).
// Where the object decides (remove a label, remove a database), lib/risk/rules has the exceptions.
const lists: { [riskClass in RiskClass]: string } = {
  Read: `turn* log** provide adapt is has exists can should does count~ llen hget hgetall hexists hkeys hvals hlen lrange lindex smembers scard sismember zrange zscore zcard xrange xlen xreadgroup ttl dbsize keys** mget
    get gets list~ read fetch retrieve search~ find~ query~ describe show~ view~ lookup look check~ inspect~
    count~ analyze analyse compare~ validate verify explain summarize summarise calculate calc compute
    estimate* preview~ diff** browse monitor* track~ trace~ detect identify extract parse convert~ translate
    decode encode hash** lint recommend suggest advise explore discover enumerate examine assess audit**
    review** peek tail** cat grep display dump~ head** ls stat** ping** traceroute whois dig** nslookup
    resolve expand classify categorize predict forecast** measure** benchmark** poll** observe watch~ wait~
    understand think* reason** ask answer** help** crawl* scrape screenshot** snapshot** render* highlight*
    tokenize embed rank** sort~ filter~ aggregate match** correlate score** recall  whoami
    introspect profile** sample**  export~ download~ plot* visualize visualise chart** generate~
    format~ transcribe ocr select~ collect gather load~ access** diagnose troubleshoot simulate plan**
    contextualize locate geocode route** quote** research** investigate determine choose reveal unseal
    obtain receive consult return* contrast** outline** tell know learn solve infer deduce interpret
    demonstrate cite  head** stats** echo* proofread paraphrase brainstorm critique* evaluate elaborate
    guess simplify transform suggest report**  history** info** status** capture* rate** price** bench
    annotate_text tree** recheck reread relist acquire probe* pluck grab summarizes tabulate cluster**
    segment** lemmatize normalize approximate integrate differentiate evaluate`,
  Write: `remember freeze~ unfreeze thaw ensure~ signin signup signout unset vacuum** psubscribe optimise optimize allow unresolve xack emulate_locale protect~ unprotect pseudonymize sanitize reprioritize reorganize requeue unstar reassociate withhold anonymize deidentify revise supersede clone~ subscribe cherrypick
    create add insert update~ set~ put~ edit modify change~ patch* write~ save upload~ append prepend rename
    move~ copy~ new* duplicate clone~ import~ register assign~ unassign unlink attach~ detach tag** untag
    label** unlabel mark~ unmark link~ enable disable activate deactivate suspend unsuspend pause~ resume~
    configure config** customize adjust increment decrement merge~ rebase commit~ push~ pull~ checkout~
    fork~ branch** stage** unstage stash** sync~ synchronize replicate archive* unarchive restore~ recover
    undelete rollback~ revert undo redo lock~ unlock pin~ unpin star* unstar follow unfollow subscribe
    unsubscribe like** unlike vote** upvote downvote react favorite* favourite* bookmark* hide unhide mute*
    unmute snooze* acknowledge ack dismiss reopen close complete* finish* finalize claim* transition*
    promote demote upgrade* downgrade* migrate scale* rotate~ regenerate  reindex index** cache**
    store** record** note** comment** annotate draft* compose submit~ reorder rearrange arrange align
    ungroup join leave* share** unshare grant* permit  whitelist* allowlist* blacklist* blocklist*
    ban* unban block* unblock flag** upsert replace~ swap* hset lpush rpush sadd zadd xadd incr decr incrby
    expire persist touch mkdir ln chmod chown init initialize initialise setup bootstrap scaffold provision
    allocate associate disassociate bind unbind mount* unmount connect disconnect login* logout authenticate
    authorize impute apply approve~ reject deny accept decline confirm toggle* switch~ extend prolong renew
    postpone reschedule defer skip ignore* exclude** include* define declare design** model** 
    finetune encrypt decrypt compress zip* unzip pack* unpack split* trim* crop* concat concatenate fill
    populate seed* ingest memorize paste sketch draw paint place** position** orient colorize style**
    theme** checkin rsvp schedule~ enroll enrol unenroll hire onboard offboard elevate refresh rewrite
    refine alter amend correct fix* heal repair* tweak tune calibrate* enrich dedupe deduplicate bump squash
    relabel reassign redirect*  escalate triage* prioritize prioritise handover release~ reserve*
    book* modifies manage modified setex mset  getset rpop lpop  pick~ impersonate request*
    appoint nominate remap reparent convene  backup**  rehost retag transfer~ wrap*
     combine** overlay* group** blend* compact   clean  relate
    materialize import~   handle** vote** contribute propose* respond* reply~
     adopt attest issue** nominate override* ungrant tokenise `,
  Execute: `flash~ sign~ countersign queue** interrupt hang transmit delegate train* retrain isolate quarantine lockdown scan~ test~ lifecycle* cron** initiate commence begin rebuild emulate kickoff trigger~ reprocess reindex_all warmup spinup drive** make** page** eject  unpause teleport
    run~ execute exec start~ stop~ restart~ reboot launch~ invoke trigger~ deploy~ redeploy build~ compile
    cancel~ abort halt kill send resend post** tweet* retweet publish notify email** mail** message** sms**
    call~ dial phone* click~ tap* doubleclick swipe* press* type* scroll* drag* hover* navigate goto back**
    forward* eval~ install reinstall spawn shell** bash** command** script** dispatch emit broadcast* enqueue
    fire attack* open~ exploit* fuzz inject play~ playback stream** speak say tts announce alert** page**
    shutdown poweroff poweron hibernate boot* wake~ reload rerun retry replay rollout* failover drain cordon
    uncordon taint evacuate step** continue break* debug* control** dim arm disarm automate orchestrate 
    perform interact keypress keydown keyup mousemove focus blur curl* wget ssh** sudo outreach contact**
    chat** converse prompt** hangup ring** fax** print resize invite  proxy**  pkill nudge
    remind relaunch  resubmit  autofill   powershell**
    terminal** repl** job**  shake pinch longpress   sandbox**
     webhook**  pour dispense    irrigate   takeoff  `,
  Destructive: `tombstone recreate delete del remove rm rmdir destroy purge wipe drop~ truncate erase expunge prune evict uninstall revoke
    flush flushall flushdb clear~ empty* reset~ overwrite obliterate annihilate nuke shred scrub unpublish
    terminate decommission deprovision unregister deregister discard trash** bin** eradicate eliminate
    exterminate zap clobber rmi hdel srem zrem lrem xdel ltrim forget cleanup teardown undeploy scrap*
    invalidate reimage dissolve disband void* deallocate dispose demolish kick expel dismantle retire
    sunset* reinitialize rescind abandon  unprovision    erases removing gc
    expel unassociate  kickout  `,
  Financial: `debit** impose** levy** preauth preauthorize spend* authorise_payment bet* offramp onramp unwrap_eth cashin payoff disbursal refinance
    pay buy purchase~ refund* charge** withdraw deposit** borrow repay lend stake** unstake bid** sell~
    payout** disburse remit donate tip** trade** settle reimburse invest redeem mint* burn** liquidate
    short** hedge** bridge** topup recharge fund** wager gamble rent** lease** order** cashout prepay
    undelegate underwrite overdraw payoff repurchase backorder preorder buyout sellout resell auction**
    outbid crowdfund pledge** airdrop* unbond restake loan** mortgage** leverage**`,
};

const verbs = new Map<string, Verb>();
for (const riskClass of ['Financial', 'Destructive', 'Execute', 'Write', 'Read'] as const) {
  for (const mark of lists[riskClass].split(/\s+/)) {
    const strength = mark.endsWith('**') ? 0 : mark.endsWith('*') ? 1 : mark.endsWith('~') ? 2 : 3;
    const lemma = mark.replace(/[*~]+$/, '');
    if (lemma !== '' && !verbs.has(lemma)) verbs.set(lemma, { lemma, class: riskClass, strength });
  }
}

// `set up`, `Check out`: what two words say that are written as one elsewhere.
const particles = new Set(['up', 'out', 'down', 'off', 'on', 'back', 'in', 'over']);

/** The verb of two words, such as `set up`. Undefined: they are none that is known here. */
export function phrasalOf(word: string, particle: string): Verb | undefined {
  if (!particles.has(particle)) return undefined;
  const lemma = verbOf(word)?.lemma ?? word;
  return verbs.get(`${lemma}${particle}`);
}

/** The verb that a word is: as written, or in the third person, or as a gerund. Undefined: the word is no verb known here. */
export function verbOf(word: string): Verb | undefined {
  const known = verbs.get(word);
  if (known || word.length < 4) return known;
  const american = inAmerican(word);
  if (american !== undefined) return verbOf(american);
  if (word.endsWith('s') && !word.endsWith('ss')) return thirdPerson(word);
  return word.length > 5 && word.endsWith('ing') ? gerund(word.slice(0, -3)) : undefined;
}

/** `categorise`, `anonymises`, `synchronising`: where only the spelling with z is a verb here. */
function inAmerican(word: string): string | undefined {
  for (const end of british) if (word.endsWith(end)) return `${word.slice(0, -end.length)}iz${end.slice(2)}`;
  return undefined;
}

const british = ['ise', 'ises', 'ising'];

function thirdPerson(word: string): Verb | undefined {
  const plain = verbs.get(word.slice(0, -1));
  if (plain || !word.endsWith('es')) return plain;
  return (
    (word.endsWith('ies') ? verbs.get(`${word.slice(0, -3)}y`) : undefined) ?? verbs.get(word.slice(0, -2))
  );
}

function gerund(stem: string): Verb | undefined {
  const doubled = stem[stem.length - 1] === stem[stem.length - 2];
  return verbs.get(stem) ?? verbs.get(`${stem}e`) ?? (doubled ? verbs.get(stem.slice(0, -1)) : undefined);
}

/** Verbs that leave it to an argument what is done: `manage_users`, `perform` an action. `execute` says at least that something runs. */
const dispatching = new Set('crud provide support do manage handle perform control administer'.split(' '));

export function isDispatcher(lemma: string | undefined): boolean {
  return lemma !== undefined && dispatching.has(lemma);
}
