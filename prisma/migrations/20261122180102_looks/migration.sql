-- AlterTable
ALTER TABLE "Server" ADD COLUMN     "lookAt" TIMESTAMPTZ(3),
ADD COLUMN     "lookEvery" TEXT NOT NULL DEFAULT 'daily',
ADD COLUMN     "lookFailures" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Tool" ADD COLUMN     "findings" TEXT NOT NULL DEFAULT '[]';

-- CreateIndex
CREATE INDEX "Server_lookAt_idx" ON "Server"("lookAt");

-- Servers that were there before are looked at within a day, not all at once. Pasted lists and those that were never
-- read are not.
UPDATE "Server" SET "lookAt" = now() + random() * interval '1 day'
  WHERE "discoveredAt" IS NOT NULL AND "transport" <> 'none' AND "state" = 'reviewed';
