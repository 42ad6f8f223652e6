-- A hold is made on what holds: nobody is asked about a call that another version of the policy would answer otherwise.
-- What makes it stays as it was, under a name of its own.
ALTER FUNCTION sallyport_hold(jsonb, jsonb) RENAME TO sallyport_make_hold;

--   wanted  as sallyport_make_hold takes it, and "epochs": [grant epoch, policy version, definitions epoch, settings epoch]
--           that the call was decided on
--   entry   the record, as sallyport_record takes it
--   answer  { "id", "expiresAtMs" }; "stale" where an epoch has moved or the grant is gone; null where too many are open
CREATE FUNCTION sallyport_hold(wanted jsonb, entry jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  moment timestamptz := clock_timestamp();
  epochs jsonb := wanted->'epochs';
  fresh boolean;
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
  RETURN sallyport_make_hold(wanted, entry);
END $$;
