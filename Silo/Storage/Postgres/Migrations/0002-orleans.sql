-- Orleans' ADO.NET providers find their statements here. The names of the table, of its columns and of its keys are
-- theirs, as are the parameters (@…) and the columns that statements answer; all else is ours.
CREATE TABLE OrleansQuery (
  QueryKey text PRIMARY KEY,
  QueryText text NOT NULL
);

-- Who is in a cluster. Every change of a member moves the version, and is made only from the version that was read.
CREATE TABLE cluster_version (
  cluster_id text PRIMARY KEY,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE cluster_member (
  cluster_id text NOT NULL REFERENCES cluster_version,
  address text NOT NULL,
  port integer NOT NULL,
  generation integer NOT NULL,
  silo_name text NOT NULL,
  host_name text NOT NULL,
  status integer NOT NULL,
  proxy_port integer,
  suspect_times text,
  started_at timestamptz NOT NULL,
  alive_at timestamptz NOT NULL,
  PRIMARY KEY (cluster_id, address, port, generation)
);

-- State of grains. The hashes are of the whole id of the grain, as the provider gives a key that reads as a hexadecimal
-- number or a guid as that number alone. payload is null after a clear that keeps the version.
CREATE TABLE grain_state (
  service_id text NOT NULL,
  state_name text NOT NULL,
  key_text text NOT NULL,
  key_low bigint NOT NULL,
  key_high bigint NOT NULL,
  id_hash_1 integer NOT NULL,
  id_hash_2 integer NOT NULL,
  version integer NOT NULL,
  payload bytea,
  changed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id_hash_1, id_hash_2, key_high, key_low, key_text, state_name, service_id)
) WITH (fillfactor = 70);

CREATE TABLE reminder (
  service_id text NOT NULL,
  grain_id text NOT NULL,
  name text NOT NULL,
  grain_hash integer NOT NULL,
  starts_at timestamptz NOT NULL,
  period_ms bigint NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (service_id, grain_id, name)
);
CREATE INDEX reminder_hash ON reminder (service_id, grain_hash);

-- Versions start anywhere in 30 bits: what is removed and written anew must not meet the versions of its earlier life.
CREATE FUNCTION first_version() RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT 1 + floor(random() * 1073741823)::integer';

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('GatewaysQueryKey', $sql$
SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
FROM cluster_member WHERE cluster_id = @DeploymentId AND status = @Status AND proxy_port > 0
$sql$),
('MembershipReadRowKey', $sql$
SELECT v.version AS Version, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
  m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
  m.started_at AS StartTime, m.alive_at AS IAmAliveTime
FROM cluster_version v LEFT JOIN cluster_member m
  ON m.cluster_id = v.cluster_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
WHERE v.cluster_id = @DeploymentId
$sql$),
('MembershipReadAllKey', $sql$
SELECT v.version AS Version, m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName,
  m.host_name AS HostName, m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes,
  m.started_at AS StartTime, m.alive_at AS IAmAliveTime
FROM cluster_version v LEFT JOIN cluster_member m USING (cluster_id)
WHERE v.cluster_id = @DeploymentId
$sql$),
('InsertMembershipVersionKey', $sql$
WITH started AS (
  INSERT INTO cluster_version (cluster_id, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING cluster_id
)
SELECT EXISTS (SELECT FROM started)
$sql$),
('InsertMembershipKey', $sql$
WITH moved AS (
  UPDATE cluster_version SET version = version + 1, changed_at = now()
  WHERE cluster_id = @DeploymentId AND version = @Version AND NOT EXISTS (
    SELECT FROM cluster_member
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING cluster_id
), joined AS (
  INSERT INTO cluster_member (
    cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
  SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  FROM moved
)
SELECT EXISTS (SELECT FROM moved)
$sql$),
('UpdateMembershipKey', $sql$
WITH moved AS (
  UPDATE cluster_version SET version = version + 1, changed_at = now()
  WHERE cluster_id = @DeploymentId AND version = @Version AND EXISTS (
    SELECT FROM cluster_member
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING cluster_id
), changed AS (
  UPDATE cluster_member m SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
  FROM moved
  WHERE m.cluster_id = moved.cluster_id AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
)
SELECT EXISTS (SELECT FROM moved)
$sql$),
('UpdateIAmAlivetimeKey', $sql$
UPDATE cluster_member SET alive_at = @IAmAliveTime
WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$sql$),
('DeleteMembershipTableEntriesKey', $sql$
WITH members AS (DELETE FROM cluster_member WHERE cluster_id = @DeploymentId)
DELETE FROM cluster_version WHERE cluster_id = @DeploymentId
$sql$),
-- 6 is SiloStatus.Dead.
('CleanupDefunctSiloEntriesKey', $sql$
DELETE FROM cluster_member WHERE cluster_id = @DeploymentId AND status = 6 AND alive_at < @IAmAliveTime
$sql$),
('ReadFromStorageKey', $sql$
SELECT payload AS PayloadBinary, version AS Version FROM grain_state
WHERE id_hash_1 = @GrainIdHash AND id_hash_2 = @GrainTypeHash AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND service_id = @ServiceId
$sql$),
('WriteToStorageKey', $sql$
WITH created AS (
  INSERT INTO grain_state (
    service_id, state_name, key_text, key_low, key_high, id_hash_1, id_hash_2, version, payload)
  SELECT @ServiceId, @GrainTypeString, coalesce(@GrainIdExtensionString, ''), @GrainIdN1, @GrainIdN0, @GrainIdHash,
    @GrainTypeHash, first_version(), @PayloadBinary
  WHERE @GrainStateVersion IS NULL
  ON CONFLICT DO NOTHING RETURNING version
), changed AS (
  UPDATE grain_state SET payload = @PayloadBinary, version = version + 1, changed_at = now()
  WHERE id_hash_1 = @GrainIdHash AND id_hash_2 = @GrainTypeHash AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
    AND key_text = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND service_id = @ServiceId
    AND version = @GrainStateVersion
  RETURNING version
)
SELECT version AS NewGrainStateVersion FROM created UNION ALL SELECT version FROM changed
$sql$),
('ClearStorageKey', $sql$
UPDATE grain_state SET payload = NULL, version = version + 1, changed_at = now()
WHERE id_hash_1 = @GrainIdHash AND id_hash_2 = @GrainTypeHash AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND service_id = @ServiceId
  AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion
$sql$),
-- The provider takes a version other than the one it knows for success.
('DeleteStorageKey', $sql$
DELETE FROM grain_state
WHERE id_hash_1 = @GrainIdHash AND id_hash_2 = @GrainTypeHash AND key_high = @GrainIdN0 AND key_low = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString, '') AND state_name = @GrainTypeString AND service_id = @ServiceId
  AND version = @GrainStateVersion
RETURNING version + 1 AS NewGrainStateVersion
$sql$),
('ReadReminderRowsKey', $sql$
SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_ms AS Period, version AS Version
FROM reminder WHERE service_id = @ServiceId AND grain_id = @GrainId
$sql$),
('ReadReminderRowKey', $sql$
SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_ms AS Period, version AS Version
FROM reminder WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName
$sql$),
-- The ring of hashes is read as (begin, end]; the second goes on at its start.
('ReadRangeRows1Key', $sql$
SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_ms AS Period, version AS Version
FROM reminder WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$sql$),
('ReadRangeRows2Key', $sql$
SELECT grain_id AS GrainId, name AS ReminderName, starts_at AS StartTime, period_ms AS Period, version AS Version
FROM reminder WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$sql$),
('UpsertReminderRowKey', $sql$
INSERT INTO reminder AS r (service_id, grain_id, name, grain_hash, starts_at, period_ms, version)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, first_version())
ON CONFLICT (service_id, grain_id, name) DO UPDATE
SET grain_hash = excluded.grain_hash, starts_at = excluded.starts_at, period_ms = excluded.period_ms, version = r.version + 1
RETURNING version AS Version
$sql$),
('DeleteReminderRowKey', $sql$
WITH removed AS (
  DELETE FROM reminder
  WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
  RETURNING name
)
SELECT EXISTS (SELECT FROM removed)
$sql$),
('DeleteReminderRowsKey', $sql$
DELETE FROM reminder WHERE service_id = @ServiceId
$sql$);
