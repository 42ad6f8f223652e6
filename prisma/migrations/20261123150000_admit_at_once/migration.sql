-- As before, one group of calls that wait to be let on, in one statement: are the epochs still those decided on, is the
-- approval still there, is every limit open? Then count, spend and record. Where there is room for all of them together,
-- which is the rule, nothing is looked at call by call; records come by position; and plans are
-- made once a session, so they go by indexes alone, whatever the tables held then.
--
--   batch   { "grants":    [[grant, server, organisation, grant epoch, policy version, definitions epoch, settings epoch]],
--             "counts":    [[key, seconds or null for a month, position of the row of live counts or null, sum, least]]
--                          sorted by key. sum: whole units that all calls take of it, 0 where that is not so simple;
--                          least: the smallest maximum that any of them is held against
--             "most":      how many counts of one limit may live,
--             "approvals": [[id, open key]],
--             "calls":     [[grant position, approval position or null,
--                            [[count position, increment, [[max, order, rule, reason]]]]]],
--             "records":   [[id, organisation, server, grant, method, tool, rule, reason, policy version, review, class,
--                            request, argument keys as an array's text, candidate version, its verdict, its rule,
--                            sealed arguments, approval]]  one for each call; the last five may be left out }
--   answer  { "starts": [ms of each count's window] or null without counts,
--             "calls": how many were let on, where all were; or ["allow" | "stale" | [rule, reason, seconds until the window ends]] }
CREATE OR REPLACE FUNCTION sallyport_admit(batch jsonb) RETURNS jsonb LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  moment timestamptz := clock_timestamp();
  fresh boolean[];
  keys text[];
  spans integer[];
  lives integer[];
  sums float8[];
  leasts float8[];
  starts timestamptz[];
  tally float8[];
  before float8[];
  roomy boolean;
  approval_ids text[];
  approval_open boolean[];
  spent_by text[];
  most float8;
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
  answers jsonb[];
  verdicts text[];
  rules text[];
  reasons text[];
  waits integer[];
BEGIN
  -- Asked even where no call needs one: where approvals cannot be read, nothing is let on.
  SELECT array_agg(coalesce(a."state" = 'approved' AND a."expiresAt" > moment AND a."openKey" = w.open_key, false) ORDER BY w.n),
         array_agg(w.id ORDER BY w.n)
    INTO approval_open, approval_ids
    FROM (SELECT e.value->>0 AS id, e.value->>1 AS open_key, e.n
            FROM jsonb_array_elements(batch->'approvals') WITH ORDINALITY AS e(value, n)) w
    LEFT JOIN LATERAL (SELECT "state", "expiresAt", "openKey" FROM "Approval" WHERE "id" = w.id FOR UPDATE) a ON true;
  spent_by := array_fill(NULL::text, ARRAY[coalesce(array_length(approval_ids, 1), 0)]);

  IF jsonb_array_length(batch->'counts') > 0 THEN
    SELECT array_agg(e.value->>0 ORDER BY e.n), array_agg((e.value->>1)::integer ORDER BY e.n),
           array_agg((e.value->>2)::integer ORDER BY e.n),
           array_agg((e.value->>3)::float8 ORDER BY e.n), array_agg((e.value->>4)::float8 ORDER BY e.n),
           array_agg(sallyport_window_start((e.value->>1)::integer, moment) ORDER BY e.n)
      INTO keys, spans, lives, sums, leasts, starts
      FROM jsonb_array_elements(batch->'counts') WITH ORDINALITY AS e(value, n);
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

  -- Sums of whole numbers are what counting one by one comes to. Whatever is null here is not sure.
  roomy := approval_ids IS NULL AND NOT false = ANY (fresh);
  IF roomy AND keys IS NOT NULL THEN
    FOR i IN 1 .. array_length(keys, 1) LOOP
      roomy := roomy AND sums[i] > 0 AND tally[i] = floor(tally[i])
        AND tally[i] + sums[i] <= leasts[i] AND tally[i] + sums[i] <= 9007199254740991;
      tally[i] := tally[i] + sums[i];
    END LOOP;
  END IF;

  IF roomy IS NOT TRUE THEN
    tally := before;
    answers := '{}'; verdicts := '{}';
    most := (batch->>'most')::float8;
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
        CONTINUE WHEN charge = 0;
        crowded := lives[at_count] IS NOT NULL AND tally[at_count] = 0 AND tally[lives[at_count] + 1] >= most;
        FOR probe IN SELECT * FROM jsonb_array_elements(reservation->2) LOOP
          CONTINUE WHEN full_order < (probe->>1)::integer;
          IF crowded OR NOT tally[at_count] + charge <= (probe->>0)::float8 THEN
            full_order := (probe->>1)::integer; full_check := probe; full_count := at_count;
          END IF;
        END LOOP;
      END LOOP;
      IF full_order IS NOT NULL THEN
        verdicts[nth] := 'deny'; rules[nth] := full_check->>2; reasons[nth] := full_check->>3;
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
    -- A count that nothing was put on is no count.
    DELETE FROM "QuotaCount" q USING unnest(keys, starts, tally) AS w(key, start, used)
     WHERE w.used = 0 AND q."key" = w.key AND q."windowStart" = w.start;
  END IF;

  INSERT INTO "QuotaCount" ("key", "windowStart", "windowEnd", "used")
  SELECT w.key, w.start, moment, w.used FROM unnest(keys, starts, tally, before) AS w(key, start, used, before)
   WHERE w.used <> w.before
  ON CONFLICT ("key", "windowStart") DO UPDATE SET "used" = EXCLUDED."used";

  INSERT INTO "DecisionRecord" ("id", "organisationId", "serverId", "grantId", "at", "method", "tool", "verdict", "rule",
    "reason", "policyVersionId", "candidateVersionId", "candidateVerdict", "candidateRule", "review", "class",
    "requestId", "argumentKeys", "sealedArguments", "retryAfterSeconds", "approvalId")
  SELECT r.value->>0, r.value->>1, r.value->>2, r.value->>3, moment, r.value->>4, r.value->>5,
    coalesce(verdicts[r.n], 'allow'), coalesce(rules[r.n], r.value->>6), coalesce(reasons[r.n], r.value->>7), r.value->>8,
    r.value->>13, r.value->>14, r.value->>15, r.value->>9, r.value->>10, r.value->>11, (r.value->>12)::text[],
    r.value->>16, waits[r.n], r.value->>17
    FROM jsonb_array_elements(batch->'records') WITH ORDINALITY AS r(value, n)
   WHERE coalesce(verdicts[r.n], 'allow') <> 'stale';

  RETURN jsonb_build_object(
    'starts', (SELECT jsonb_agg(floor(extract(epoch FROM w.s) * 1000) ORDER BY w.n) FROM unnest(starts) WITH ORDINALITY AS w(s, n)),
    'calls', coalesce(to_jsonb(answers), to_jsonb(jsonb_array_length(batch->'calls'))));
END $$;
