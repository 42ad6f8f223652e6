-- DropIndex
DROP INDEX "AuditEvent_organisationId_at_idx";

-- DropIndex
DROP INDEX "AuditEvent_organisationId_subjectKind_subjectId_at_idx";

-- AlterTable
ALTER TABLE "ApiToken" ADD COLUMN     "madeAt" TEXT NOT NULL DEFAULT 'console';

-- CreateIndex
CREATE INDEX "AuditEvent_organisationId_id_idx" ON "AuditEvent"("organisationId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_organisationId_actorId_id_idx" ON "AuditEvent"("organisationId", "actorId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_organisationId_subjectKind_id_idx" ON "AuditEvent"("organisationId", "subjectKind", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_organisationId_subjectKind_subjectId_id_idx" ON "AuditEvent"("organisationId", "subjectKind", "subjectId", "id");

-- Until now only the command line made tokens without a person.
UPDATE "ApiToken" SET "madeAt" = 'machine' WHERE "createdById" IS NULL;
