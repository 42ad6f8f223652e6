-- Whoever listens hears that something which calls are decided on has changed. It only hurries: every process asks by
-- the clock too, and the embedded database has nobody who could listen.

CREATE OR REPLACE FUNCTION sallyport_move_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."epoch" := OLD."epoch" + 1;
  PERFORM pg_notify('sallyport_changes', '');
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION sallyport_move_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."settingsEpoch" := OLD."settingsEpoch" + 1;
  PERFORM pg_notify('sallyport_changes', '');
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION sallyport_move_definitions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Server" SET "definitionsEpoch" = "definitionsEpoch" + 1
  WHERE "id" IN (SELECT DISTINCT "serverId" FROM changed);
  PERFORM pg_notify('sallyport_changes', '');
  RETURN NULL;
END $$;

CREATE FUNCTION sallyport_tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sallyport_changes', '');
  RETURN NULL;
END $$;

CREATE TRIGGER "Policy_changed" AFTER UPDATE OF "latestNumber" ON "Policy"
  FOR EACH STATEMENT EXECUTE FUNCTION sallyport_tell_change();
