-- Nothing wrote these two tables before: whatever is there has no class, and is not worth keeping.
DELETE FROM "IndexServer";

-- DropForeignKey
ALTER TABLE "IndexTool" DROP CONSTRAINT "IndexTool_serverId_fkey";

-- DropIndex
DROP INDEX "IndexTool_serverId_position_idx";

-- AlterTable
ALTER TABLE "IndexServer" DROP CONSTRAINT "IndexServer_pkey",
DROP COLUMN "entry",
ADD COLUMN     "category" TEXT NOT NULL,
ADD COLUMN     "destructiveCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "executeCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "financialCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "readCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "source" TEXT NOT NULL,
ADD COLUMN     "toolCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "words" tsvector,
ADD COLUMN     "writeCount" INTEGER NOT NULL DEFAULT 0,
DROP COLUMN "id",
ADD COLUMN     "id" SERIAL NOT NULL,
ALTER COLUMN "version" DROP NOT NULL,
ALTER COLUMN "popularity" DROP DEFAULT,
ADD CONSTRAINT "IndexServer_pkey" PRIMARY KEY ("id");

-- AlterTable
ALTER TABLE "IndexTool" DROP CONSTRAINT "IndexTool_pkey",
DROP COLUMN "confidence",
DROP COLUMN "definition",
DROP COLUMN "judgement",
ADD COLUMN     "category" TEXT NOT NULL,
ADD COLUMN     "hasFindings" BOOLEAN NOT NULL,
ADD COLUMN     "importedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "popularity" DOUBLE PRECISION NOT NULL,
ADD COLUMN     "signals" TEXT[],
ADD COLUMN     "summary" TEXT NOT NULL,
ADD COLUMN     "title" TEXT,
ADD COLUMN     "words" tsvector,
DROP COLUMN "id",
ADD COLUMN     "id" SERIAL NOT NULL,
DROP COLUMN "serverId",
ADD COLUMN     "serverId" INTEGER NOT NULL,
ALTER COLUMN "class" SET NOT NULL,
ALTER COLUMN "severity" SET NOT NULL,
ADD CONSTRAINT "IndexTool_pkey" PRIMARY KEY ("id");

-- CreateTable
CREATE TABLE "IndexVersion" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "isLatest" BOOLEAN NOT NULL,
    "entry" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IndexVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndexReach" (
    "serverId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "IndexReach_pkey" PRIMARY KEY ("serverId","kind","key")
);

-- CreateTable
CREATE TABLE "IndexDefinition" (
    "toolId" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,
    "judgement" TEXT NOT NULL,
    "findings" TEXT NOT NULL,

    CONSTRAINT "IndexDefinition_pkey" PRIMARY KEY ("toolId")
);

-- CreateTable
CREATE TABLE "IndexWord" (
    "kind" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "byClass" INTEGER[],

    CONSTRAINT "IndexWord_pkey" PRIMARY KEY ("kind","word")
);

-- CreateTable
CREATE TABLE "IndexWordPart" (
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "IndexWordPart_pkey" PRIMARY KEY ("kind","part","word")
);

-- CreateTable
CREATE TABLE "IndexCount" (
    "kind" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "signal" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "IndexCount_pkey" PRIMARY KEY ("kind","class","category","signal")
);

-- CreateTable
CREATE TABLE "IndexImport" (
    "source" TEXT NOT NULL,
    "cursor" TEXT,
    "position" INTEGER,
    "seenUntil" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IndexImport_pkey" PRIMARY KEY ("source")
);

-- CreateIndex
CREATE INDEX "IndexVersion_serverId_idx" ON "IndexVersion"("serverId");

-- CreateIndex
CREATE INDEX "IndexVersion_changedAt_idx" ON "IndexVersion"("changedAt");

-- CreateIndex
CREATE UNIQUE INDEX "IndexVersion_name_version_key" ON "IndexVersion"("name", "version");

-- CreateIndex
CREATE INDEX "IndexReach_kind_key_idx" ON "IndexReach"("kind", "key");

-- CreateIndex
CREATE INDEX "IndexWordPart_kind_part_idx" ON "IndexWordPart"("kind", "part" text_pattern_ops);

-- CreateIndex
CREATE INDEX "IndexServer_popularity_id_idx" ON "IndexServer"("popularity", "id");

-- CreateIndex
CREATE INDEX "IndexServer_words_idx" ON "IndexServer" USING GIN ("words");

-- CreateIndex
CREATE INDEX "IndexServer_readCount_id_idx" ON "IndexServer"("readCount", "id");

-- CreateIndex
CREATE INDEX "IndexServer_writeCount_id_idx" ON "IndexServer"("writeCount", "id");

-- CreateIndex
CREATE INDEX "IndexServer_executeCount_id_idx" ON "IndexServer"("executeCount", "id");

-- CreateIndex
CREATE INDEX "IndexServer_destructiveCount_id_idx" ON "IndexServer"("destructiveCount", "id");

-- CreateIndex
CREATE INDEX "IndexServer_financialCount_id_idx" ON "IndexServer"("financialCount", "id");

-- CreateIndex
CREATE INDEX "IndexTool_popularity_id_idx" ON "IndexTool"("popularity", "id");

-- CreateIndex
CREATE INDEX "IndexTool_words_idx" ON "IndexTool" USING GIN ("words");

-- CreateIndex
CREATE UNIQUE INDEX "IndexTool_serverId_name_key" ON "IndexTool"("serverId", "name");

-- AddForeignKey
ALTER TABLE "IndexVersion" ADD CONSTRAINT "IndexVersion_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "IndexServer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndexReach" ADD CONSTRAINT "IndexReach_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "IndexServer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndexTool" ADD CONSTRAINT "IndexTool_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "IndexServer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndexDefinition" ADD CONSTRAINT "IndexDefinition_toolId_fkey" FOREIGN KEY ("toolId") REFERENCES "IndexTool"("id") ON DELETE CASCADE ON UPDATE CASCADE;
