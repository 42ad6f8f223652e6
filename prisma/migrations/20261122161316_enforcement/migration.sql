-- AlterTable
ALTER TABLE "Server" ADD COLUMN     "argumentsDays" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "definitionsEpoch" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "drifted" TEXT NOT NULL DEFAULT 'deny',
ADD COLUMN     "maxInFlight" INTEGER NOT NULL DEFAULT 100,
ADD COLUMN     "recordsArguments" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "recordsDays" INTEGER NOT NULL DEFAULT 90,
ADD COLUMN     "settingsEpoch" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "timeoutMs" INTEGER NOT NULL DEFAULT 60000,
ADD COLUMN     "unreviewed" TEXT NOT NULL DEFAULT 'deny';

-- CreateTable
CREATE TABLE "Grant" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "tokenPrefix" TEXT NOT NULL,
    "policyId" TEXT,
    "policyNumber" INTEGER,
    "candidateId" TEXT,
    "candidateNumber" INTEGER,
    "may" TEXT[],
    "maxInFlight" INTEGER NOT NULL DEFAULT 20,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionRecord" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "method" TEXT NOT NULL,
    "tool" TEXT,
    "verdict" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "policyVersionId" TEXT,
    "candidateVersionId" TEXT,
    "candidateVerdict" TEXT,
    "candidateRule" TEXT,
    "review" TEXT,
    "class" TEXT,
    "requestId" TEXT NOT NULL,
    "argumentKeys" TEXT[],
    "sealedArguments" TEXT,
    "retryAfterSeconds" INTEGER,
    "approvalId" TEXT,
    "status" TEXT,
    "httpStatus" INTEGER,
    "latencyMs" INTEGER,
    "requestBytes" INTEGER,
    "responseBytes" BIGINT,
    "error" TEXT,

    CONSTRAINT "DecisionRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Approval" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "argumentsDigest" TEXT NOT NULL,
    "policyVersionId" TEXT,
    "definitionDigest" TEXT,
    "openKey" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "recordId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "argumentKeys" TEXT[],
    "sealedArguments" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedByName" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decisionReason" TEXT NOT NULL DEFAULT '',
    "spentAt" TIMESTAMPTZ(3),

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuotaCount" (
    "key" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "windowEnd" TIMESTAMPTZ(3) NOT NULL,
    "used" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "QuotaCount_pkey" PRIMARY KEY ("key","windowStart")
);

-- CreateTable
CREATE TABLE "RefusalCount" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "RefusalCount_pkey" PRIMARY KEY ("minute","address","why")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "tokenPrefix" TEXT NOT NULL,
    "createdById" TEXT,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Grant_tokenHash_key" ON "Grant"("tokenHash");

-- CreateIndex
CREATE INDEX "Grant_organisationId_serverId_id_idx" ON "Grant"("organisationId", "serverId", "id");

-- CreateIndex
CREATE INDEX "Grant_organisationId_policyId_idx" ON "Grant"("organisationId", "policyId");

-- CreateIndex
CREATE INDEX "Grant_organisationId_candidateId_idx" ON "Grant"("organisationId", "candidateId");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_organisationId_id_key" ON "Grant"("organisationId", "id");

-- CreateIndex
CREATE INDEX "DecisionRecord_organisationId_id_idx" ON "DecisionRecord"("organisationId", "id");

-- CreateIndex
CREATE INDEX "DecisionRecord_organisationId_serverId_id_idx" ON "DecisionRecord"("organisationId", "serverId", "id");

-- CreateIndex
CREATE INDEX "DecisionRecord_organisationId_grantId_id_idx" ON "DecisionRecord"("organisationId", "grantId", "id");

-- CreateIndex
CREATE INDEX "DecisionRecord_organisationId_verdict_id_idx" ON "DecisionRecord"("organisationId", "verdict", "id");

-- CreateIndex
CREATE INDEX "DecisionRecord_organisationId_serverId_tool_id_idx" ON "DecisionRecord"("organisationId", "serverId", "tool", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Approval_openKey_key" ON "Approval"("openKey");

-- CreateIndex
CREATE INDEX "Approval_organisationId_state_id_idx" ON "Approval"("organisationId", "state", "id");

-- CreateIndex
CREATE INDEX "Approval_organisationId_serverId_id_idx" ON "Approval"("organisationId", "serverId", "id");

-- CreateIndex
CREATE INDEX "Approval_organisationId_grantId_id_idx" ON "Approval"("organisationId", "grantId", "id");

-- CreateIndex
CREATE INDEX "Approval_expiresAt_idx" ON "Approval"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Approval_organisationId_id_key" ON "Approval"("organisationId", "id");

-- CreateIndex
CREATE INDEX "QuotaCount_windowEnd_idx" ON "QuotaCount"("windowEnd");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_organisationId_id_key" ON "ApiToken"("organisationId", "id");

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_serverId_fkey" FOREIGN KEY ("organisationId", "serverId") REFERENCES "Server"("organisationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_policyId_fkey" FOREIGN KEY ("organisationId", "policyId") REFERENCES "Policy"("organisationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_candidateId_fkey" FOREIGN KEY ("organisationId", "candidateId") REFERENCES "Policy"("organisationId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approval" ADD CONSTRAINT "Approval_organisationId_serverId_fkey" FOREIGN KEY ("organisationId", "serverId") REFERENCES "Server"("organisationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Approval" ADD CONSTRAINT "Approval_organisationId_grantId_fkey" FOREIGN KEY ("organisationId", "grantId") REFERENCES "Grant"("organisationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Triggers: epochs move with every change that a decision depends on, whatever the code above does.

CREATE FUNCTION sallyport_move_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."epoch" := OLD."epoch" + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER "Grant_epoch" BEFORE UPDATE ON "Grant" FOR EACH ROW
  WHEN ((OLD."policyId", OLD."policyNumber", OLD."candidateId", OLD."candidateNumber", OLD."may", OLD."maxInFlight",
         OLD."expiresAt", OLD."revokedAt", OLD."tokenHash")
    IS DISTINCT FROM
        (NEW."policyId", NEW."policyNumber", NEW."candidateId", NEW."candidateNumber", NEW."may", NEW."maxInFlight",
         NEW."expiresAt", NEW."revokedAt", NEW."tokenHash"))
  EXECUTE FUNCTION sallyport_move_grant();

CREATE FUNCTION sallyport_move_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."settingsEpoch" := OLD."settingsEpoch" + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER "Server_settings_epoch" BEFORE UPDATE ON "Server" FOR EACH ROW
  WHEN ((OLD."unreviewed", OLD."drifted", OLD."timeoutMs", OLD."maxInFlight", OLD."recordsArguments", OLD."revision",
         OLD."state", OLD."transport", OLD."url", OLD."command", OLD."args")
    IS DISTINCT FROM
        (NEW."unreviewed", NEW."drifted", NEW."timeoutMs", NEW."maxInFlight", NEW."recordsArguments", NEW."revision",
         NEW."state", NEW."transport", NEW."url", NEW."command", NEW."args"))
  EXECUTE FUNCTION sallyport_move_settings();

CREATE FUNCTION sallyport_move_definitions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Server" SET "definitionsEpoch" = "definitionsEpoch" + 1
  WHERE "id" IN (SELECT DISTINCT "serverId" FROM changed);
  RETURN NULL;
END $$;

CREATE TRIGGER "Tool_inserted" AFTER INSERT ON "Tool" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_move_definitions();
CREATE TRIGGER "Tool_updated" AFTER UPDATE ON "Tool" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_move_definitions();
CREATE TRIGGER "Tool_deleted" AFTER DELETE ON "Tool" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_move_definitions();
CREATE TRIGGER "ReviewedDefinition_inserted" AFTER INSERT ON "ReviewedDefinition" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_move_definitions();
CREATE TRIGGER "ReviewedDefinition_updated" AFTER UPDATE ON "ReviewedDefinition" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_move_definitions();
CREATE TRIGGER "ReviewedDefinition_deleted" AFTER DELETE ON "ReviewedDefinition" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_move_definitions();

-- The window that a moment falls into. `seconds` is null for a month. As windowAt in lib/policy.

CREATE FUNCTION sallyport_window_start(seconds integer, moment timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN seconds IS NULL THEN date_trunc('month', moment, 'UTC')
    ELSE to_timestamp(floor(extract(epoch FROM moment) / seconds) * seconds) END
$$;

CREATE FUNCTION sallyport_window_end(seconds integer, start timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN seconds IS NULL THEN ((start AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'
    ELSE start + make_interval(secs => seconds) END
$$;

-- One group of calls that wait to be let on. In one statement: are the epochs still those decided on, is the approval
-- still there, is every limit open? Then count, spend and record. What is counted stays locked until the commit, in
-- the order of the keys, so that groups of several processes wait for each other and never in a circle.
--
--   batch   { "grants":    [[grant, server, organisation, grant epoch, policy version, definitions epoch, settings epoch]],
--             "counts":    [[key, seconds or null for a month, position of the row of live counts or null]]  sorted by key,
--             "most":      how many counts of one limit may live,
--             "approvals": [[id, open key]],
--             "calls":     [[grant position, approval position or null,
--                            [[count position, increment, [[increment, max, order, rule, reason]]]]]],
--             "records":   [{ … }]  one for each call }
--   answer  { "now": ms, "starts": [ms of each count's window],
--             "calls": ["allow" | "stale" | [rule, reason, seconds until the window ends]] }
CREATE FUNCTION sallyport_admit(batch jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  moment timestamptz := clock_timestamp();
  fresh boolean[];
  keys text[];
  spans integer[];
  lives integer[];
  starts timestamptz[];
  tally float8[];
  before float8[];
  approval_ids text[];
  approval_keys text[];
  approval_open boolean[];
  spent_by text[];
  most float8 := (batch->>'most')::float8;
  call jsonb;
  nth integer := 0;
  reservation jsonb;
  probe jsonb;
  at_count integer;
  at_approval integer;
  charge float8;
  full_order integer;
  full_check jsonb;
  full_count integer;
  crowded boolean;
  answers jsonb[] := '{}';
  verdicts text[] := '{}';
  rules text[] := '{}';
  reasons text[] := '{}';
  waits integer[] := '{}';
BEGIN
  SELECT array_agg(coalesce(a."state" = 'approved' AND a."expiresAt" > moment AND a."openKey" = w.open_key, false) ORDER BY w.n),
         array_agg(w.id ORDER BY w.n), array_agg(w.open_key ORDER BY w.n)
    INTO approval_open, approval_ids, approval_keys
    FROM (SELECT e.value->>0 AS id, e.value->>1 AS open_key, e.n
            FROM jsonb_array_elements(batch->'approvals') WITH ORDINALITY AS e(value, n)) w
    LEFT JOIN LATERAL (SELECT "state", "expiresAt", "openKey" FROM "Approval" WHERE "id" = w.id FOR UPDATE) a ON true;
  spent_by := array_fill(NULL::text, ARRAY[coalesce(array_length(approval_ids, 1), 0)]);

  SELECT array_agg(e.value->>0 ORDER BY e.n), array_agg((e.value->>1)::integer ORDER BY e.n),
         array_agg((e.value->>2)::integer ORDER BY e.n),
         array_agg(sallyport_window_start((e.value->>1)::integer, moment) ORDER BY e.n)
    INTO keys, spans, lives, starts
    FROM jsonb_array_elements(batch->'counts') WITH ORDINALITY AS e(value, n);
  IF keys IS NOT NULL THEN
    WITH locked AS (
      INSERT INTO "QuotaCount" AS q ("key", "windowStart", "windowEnd", "used")
      SELECT w.key, w.start, sallyport_window_end(w.span, w.start), 0
        FROM unnest(keys, spans, starts) WITH ORDINALITY AS w(key, span, start, n) ORDER BY w.n
      ON CONFLICT ("key", "windowStart") DO UPDATE SET "used" = q."used"
      RETURNING q."key", q."used")
    SELECT array_agg(l."used" ORDER BY l."key" COLLATE "C") INTO tally FROM locked l;
    before := tally;
  END IF;

  -- After the locks: whatever was committed while they were waited for is seen.
  SELECT array_agg(coalesce(found.fresh, false) ORDER BY e.n) INTO fresh
    FROM jsonb_array_elements(batch->'grants') WITH ORDINALITY AS e(value, n)
    LEFT JOIN LATERAL (
      SELECT g."revokedAt" IS NULL AND (g."expiresAt" IS NULL OR g."expiresAt" > moment)
          AND g."epoch" = (e.value->>3)::integer
          AND coalesce((SELECT v."id" FROM "Policy" p JOIN "PolicyVersion" v ON v."policyId" = p."id"
                WHERE p."id" = g."policyId" AND v."number" = coalesce(g."policyNumber", p."latestNumber")), 'none') = e.value->>4
          AND s."definitionsEpoch" = (e.value->>5)::integer AND s."settingsEpoch" = (e.value->>6)::integer AS fresh
        FROM "Grant" g JOIN "Server" s ON s."id" = g."serverId"
       WHERE g."id" = e.value->>0 AND g."serverId" = e.value->>1 AND g."organisationId" = e.value->>2) found ON true;

  FOR call IN SELECT * FROM jsonb_array_elements(batch->'calls') LOOP
    nth := nth + 1;
    verdicts[nth] := 'allow'; rules[nth] := NULL; reasons[nth] := NULL; waits[nth] := NULL;
    at_approval := (call->>1)::integer + 1;
    IF NOT fresh[(call->>0)::integer + 1] OR (at_approval IS NOT NULL AND NOT approval_open[at_approval]) THEN
      verdicts[nth] := 'stale';
      answers[nth] := '"stale"';
      CONTINUE;
    END IF;

    full_order := NULL;
    FOR reservation IN SELECT * FROM jsonb_array_elements(call->2) LOOP
      at_count := (reservation->>0)::integer + 1;
      charge := (reservation->>1)::float8;
      crowded := lives[at_count] IS NOT NULL AND tally[at_count] = 0 AND tally[lives[at_count] + 1] >= most;
      FOR probe IN SELECT * FROM jsonb_array_elements(reservation->2) LOOP
        CONTINUE WHEN (probe->>0)::float8 = 0 OR full_order < (probe->>2)::integer;
        IF crowded OR NOT tally[at_count] + charge <= (probe->>1)::float8 THEN
          full_order := (probe->>2)::integer; full_check := probe; full_count := at_count;
        END IF;
      END LOOP;
    END LOOP;
    IF full_order IS NOT NULL THEN
      verdicts[nth] := 'deny'; rules[nth] := full_check->>3; reasons[nth] := full_check->>4;
      waits[nth] := greatest(0, ceil(extract(epoch FROM
        sallyport_window_end(spans[full_count], starts[full_count]) - moment)))::integer;
      answers[nth] := jsonb_build_array(rules[nth], reasons[nth], waits[nth]);
      CONTINUE;
    END IF;

    FOR reservation IN SELECT * FROM jsonb_array_elements(call->2) LOOP
      at_count := (reservation->>0)::integer + 1;
      charge := (reservation->>1)::float8;
      CONTINUE WHEN charge = 0;
      IF lives[at_count] IS NOT NULL AND tally[at_count] = 0 THEN
        tally[lives[at_count] + 1] := tally[lives[at_count] + 1] + 1;
      END IF;
      tally[at_count] := tally[at_count] + charge;
    END LOOP;
    IF at_approval IS NOT NULL THEN
      approval_open[at_approval] := false;
      spent_by[at_approval] := 'spent';
    END IF;
    answers[nth] := '"allow"';
  END LOOP;

  UPDATE "Approval" SET "state" = 'spent', "openKey" = NULL, "spentAt" = moment
   WHERE "id" IN (SELECT s.id FROM unnest(approval_ids, spent_by) AS s(id, spent) WHERE s.spent IS NOT NULL);

  INSERT INTO "QuotaCount" ("key", "windowStart", "windowEnd", "used")
  SELECT w.key, w.start, moment, w.used FROM unnest(keys, starts, tally, before) AS w(key, start, used, before)
   WHERE w.used <> w.before
  ON CONFLICT ("key", "windowStart") DO UPDATE SET "used" = EXCLUDED."used";
  -- A count that nothing was put on is no count.
  DELETE FROM "QuotaCount" q USING unnest(keys, starts, tally) AS w(key, start, used)
   WHERE w.used = 0 AND q."key" = w.key AND q."windowStart" = w.start;

  INSERT INTO "DecisionRecord" ("id", "organisationId", "serverId", "grantId", "at", "method", "tool", "verdict", "rule",
    "reason", "policyVersionId", "candidateVersionId", "candidateVerdict", "candidateRule", "review", "class",
    "requestId", "argumentKeys", "sealedArguments", "retryAfterSeconds", "approvalId")
  SELECT r.id, r.organisation, r.server, r.grant_id, moment, r.method, r.tool, r.verdict, coalesce(r.full_rule, r.rule),
    coalesce(r.full_reason, r.reason), r.policy, r.candidate, r.candidate_verdict, r.candidate_rule, r.review, r.class,
    r.request, ARRAY(SELECT jsonb_array_elements_text(r.argument_keys)), r.sealed, r.wait, r.approval
    FROM ROWS FROM (
      jsonb_to_recordset(batch->'records') AS ("id" text, "organisationId" text, "serverId" text, "grantId" text,
        "method" text, "tool" text, "rule" text, "reason" text, "policyVersionId" text, "candidateVersionId" text,
        "candidateVerdict" text, "candidateRule" text, "review" text, "class" text, "requestId" text,
        "argumentKeys" jsonb, "sealedArguments" text, "approvalId" text),
      unnest(verdicts), unnest(rules), unnest(reasons), unnest(waits))
    AS r(id, organisation, server, grant_id, method, tool, rule, reason, policy, candidate, candidate_verdict,
      candidate_rule, review, class, request, argument_keys, sealed, approval, verdict, full_rule, full_reason, wait)
   WHERE r.verdict <> 'stale';

  RETURN jsonb_build_object(
    'now', floor(extract(epoch FROM moment) * 1000),
    'starts', (SELECT jsonb_agg(floor(extract(epoch FROM w.s) * 1000) ORDER BY w.n) FROM unnest(starts) WITH ORDINALITY AS w(s, n)),
    'calls', to_jsonb(answers));
END $$;

-- Calls that are known not to have reached their server: units and approvals go back to where they came from.
--
--   counts     [[key, start of the window in ms, units, key of the row of live counts or null]]  sorted by key
--   approvals  [[id, open key]]
CREATE FUNCTION sallyport_give_back(counts jsonb, approvals jsonb) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  item jsonb;
  start timestamptz;
  remaining float8;
BEGIN
  UPDATE "Approval" a SET "state" = 'approved', "openKey" = w.value->>1, "spentAt" = NULL
    FROM jsonb_array_elements(approvals) AS w(value)
   WHERE a."id" = w.value->>0 AND a."state" = 'spent' AND a."expiresAt" > clock_timestamp()
     AND NOT EXISTS (SELECT 1 FROM "Approval" o WHERE o."openKey" = w.value->>1);

  PERFORM 1 FROM "QuotaCount" q
    JOIN (SELECT c.value->>0 AS key, to_timestamp((c.value->>1)::float8 / 1000) AS start
            FROM jsonb_array_elements(counts) AS c(value)
          UNION SELECT c.value->>3, to_timestamp((c.value->>1)::float8 / 1000)
            FROM jsonb_array_elements(counts) AS c(value) WHERE c.value->>3 IS NOT NULL) w
      ON q."key" = w.key AND q."windowStart" = w.start
   ORDER BY q."key" COLLATE "C" FOR UPDATE OF q;

  FOR item IN SELECT * FROM jsonb_array_elements(counts) LOOP
    start := to_timestamp((item->>1)::float8 / 1000);
    UPDATE "QuotaCount" SET "used" = "used" - (item->>2)::float8
     WHERE "key" = item->>0 AND "windowStart" = start RETURNING "used" INTO remaining;
    IF FOUND AND remaining <= 0 THEN
      DELETE FROM "QuotaCount" WHERE "key" = item->>0 AND "windowStart" = start;
      UPDATE "QuotaCount" SET "used" = "used" - 1 WHERE "key" = item->>3 AND "windowStart" = start;
    END IF;
  END LOOP;
END $$;

-- Records of what was not let on, and of other methods.
CREATE FUNCTION sallyport_record(records jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "DecisionRecord" ("id", "organisationId", "serverId", "grantId", "at", "method", "tool", "verdict", "rule",
    "reason", "policyVersionId", "candidateVersionId", "candidateVerdict", "candidateRule", "review", "class",
    "requestId", "argumentKeys", "sealedArguments", "retryAfterSeconds", "approvalId")
  SELECT r."id", r."organisationId", r."serverId", r."grantId",
    coalesce(to_timestamp(r."atMs" / 1000), clock_timestamp()), r."method", r."tool", r."verdict", r."rule", r."reason",
    r."policyVersionId", r."candidateVersionId", r."candidateVerdict", r."candidateRule", r."review", r."class",
    r."requestId", ARRAY(SELECT jsonb_array_elements_text(r."argumentKeys")), r."sealedArguments",
    r."retryAfterSeconds", r."approvalId"
    FROM jsonb_to_recordset(records) AS r("id" text, "organisationId" text, "serverId" text, "grantId" text,
      "atMs" float8, "method" text, "tool" text, "verdict" text, "rule" text, "reason" text, "policyVersionId" text,
      "candidateVersionId" text, "candidateVerdict" text, "candidateRule" text, "review" text, "class" text,
      "requestId" text, "argumentKeys" jsonb, "sealedArguments" text, "retryAfterSeconds" integer, "approvalId" text)
  ON CONFLICT ("id") DO NOTHING
$$;

-- Makes the pending approval, or finds the one that an identical call made, and records the hold. Answers
-- { "id", "expiresAtMs" }, or null where the grant has as many open ones as it may.
--
--   wanted  { "id", "openKey", "tool", "argumentsDigest", "policyVersionId", "definitionDigest", "sealedArguments",
--             "seconds", "most" }
--   entry   the record, as in sallyport_record
CREATE FUNCTION sallyport_hold(wanted jsonb, entry jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  moment timestamptz := clock_timestamp();
  found_id text;
  found_end timestamptz;
BEGIN
  UPDATE "Approval" SET "state" = 'expired', "openKey" = NULL
   WHERE "openKey" = wanted->>'openKey' AND "expiresAt" <= moment;
  SELECT "id", "expiresAt" INTO found_id, found_end FROM "Approval" WHERE "openKey" = wanted->>'openKey';
  IF found_id IS NULL THEN
    IF (SELECT count(*) FROM "Approval" WHERE "organisationId" = entry->>'organisationId'
          AND "grantId" = entry->>'grantId' AND "openKey" IS NOT NULL AND "expiresAt" > moment) >= (wanted->>'most')::integer THEN
      RETURN NULL;
    END IF;
    INSERT INTO "Approval" ("id", "organisationId", "serverId", "grantId", "tool", "argumentsDigest", "policyVersionId",
      "definitionDigest", "openKey", "recordId", "rule", "reason", "argumentKeys", "sealedArguments", "createdAt", "expiresAt")
    SELECT wanted->>'id', g."organisationId", g."serverId", g."id", wanted->>'tool', wanted->>'argumentsDigest',
      wanted->>'policyVersionId', wanted->>'definitionDigest', wanted->>'openKey', entry->>'id', entry->>'rule',
      entry->>'reason', ARRAY(SELECT jsonb_array_elements_text(entry->'argumentKeys')), wanted->>'sealedArguments',
      moment, moment + make_interval(secs => (wanted->>'seconds')::float8)
      FROM "Grant" g WHERE g."id" = entry->>'grantId' AND g."serverId" = entry->>'serverId'
        AND g."organisationId" = entry->>'organisationId'
    ON CONFLICT ("openKey") DO NOTHING;
    SELECT "id", "expiresAt" INTO found_id, found_end FROM "Approval" WHERE "openKey" = wanted->>'openKey';
    IF found_id IS NULL THEN
      RAISE EXCEPTION 'The grant of this call is gone.';
    END IF;
  END IF;
  PERFORM sallyport_record(jsonb_build_array(entry || jsonb_build_object('approvalId', found_id)));
  RETURN jsonb_build_object('id', found_id, 'expiresAtMs', floor(extract(epoch FROM found_end) * 1000));
END $$;
