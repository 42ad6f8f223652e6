-- CreateTable
CREATE TABLE "ServerAccess" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "problem" TEXT,
    "wantedScopes" TEXT,
    "askedScopes" TEXT,
    "clientFrom" TEXT,
    "clientId" TEXT,
    "clientAuth" TEXT,
    "sealedClientSecret" TEXT,
    "clientExpiresAt" TIMESTAMPTZ(3),
    "redirectUri" TEXT,
    "issuer" TEXT,
    "resource" TEXT,
    "metadata" TEXT,
    "sealedAccess" TEXT,
    "sealedRefresh" TEXT,
    "scopes" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "renewAt" TIMESTAMPTZ(3),
    "gotAt" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "connectedById" TEXT,
    "connectedByName" TEXT,
    "connectedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ServerAccess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectAttempt" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "stateHash" TEXT NOT NULL,
    "sessionId" TEXT,
    "actorId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConnectAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ServerAccess_serverId_key" ON "ServerAccess"("serverId");

-- CreateIndex
CREATE UNIQUE INDEX "ServerAccess_organisationId_id_key" ON "ServerAccess"("organisationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ServerAccess_organisationId_serverId_key" ON "ServerAccess"("organisationId", "serverId");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectAttempt_stateHash_key" ON "ConnectAttempt"("stateHash");

-- CreateIndex
CREATE INDEX "ConnectAttempt_organisationId_serverId_idx" ON "ConnectAttempt"("organisationId", "serverId");

-- CreateIndex
CREATE INDEX "ConnectAttempt_expiresAt_idx" ON "ConnectAttempt"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectAttempt_organisationId_id_key" ON "ConnectAttempt"("organisationId", "id");

-- AddForeignKey
ALTER TABLE "ServerAccess" ADD CONSTRAINT "ServerAccess_organisationId_serverId_fkey" FOREIGN KEY ("organisationId", "serverId") REFERENCES "Server"("organisationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectAttempt" ADD CONSTRAINT "ConnectAttempt_organisationId_serverId_fkey" FOREIGN KEY ("organisationId", "serverId") REFERENCES "Server"("organisationId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
