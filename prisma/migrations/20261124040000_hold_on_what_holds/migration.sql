-- A hold is made on what holds: nobody is asked about a call that another version of the policy would answer otherwise.
-- As before it finds the identical one or makes it, and records it.
--
--   wanted  { "id", "openKey", "tool", "argumentsDigest", "policyVersionId", "definitionDigest", "sealedArguments", "seconds",
--             "most": how many of one grant may be open,
--             "epochs": [grant epoch, policy version, definitions epoch, settings epoch] that the call was decided on }
--   entry   the record, as sallyport_record takes it
--   answer  { "id", "expiresAtMs" }; "stale" where an epoch has moved or the grant is gone; null where too many are open
CREATE OR REPLACE FUNCTION sallyport_hold(wanted jsonb, entry jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  moment timestamptz := clock_timestamp();
  epochs jsonb := wanted->'epochs';
  fresh boolean;
  found_id text;
  found_end timestamptz;
BEGIN
  -- The same as sallyport_admit asks of a call.
  SELECT g."revokedAt" IS NULL AND (g."expiresAt" IS NULL OR g."expiresAt" > moment)
      AND g."epoch" = (epochs->>0)::integer
      AND coalesce((SELECT v."id" FROM "Policy" p JOIN "PolicyVersion" v ON v."policyId" = p."id"
            WHERE p."id" = g."policyId" AND v."number" = coalesce(g."policyNumber", p."latestNumber")), 'none') = epochs->>1
      AND s."definitionsEpoch" = (epochs->>2)::integer AND s."settingsEpoch" = (epochs->>3)::integer
    INTO fresh
    FROM "Grant" g JOIN "Server" s ON s."id" = g."serverId"
   WHERE g."id" = entry->>'grantId' AND g."serverId" = entry->>'serverId' AND g."organisationId" = entry->>'organisationId';
  IF fresh IS NOT TRUE THEN
    RETURN '"stale"';
  END IF;

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
