-- DropIndex
DROP INDEX "IndexWordPart_kind_part_idx";

-- AlterTable
ALTER TABLE "IndexWord" ADD COLUMN     "byCategory" INTEGER[],
ADD COLUMN     "bySignal" INTEGER[];

-- CreateIndex
CREATE INDEX "IndexWordPart_kind_part_idx" ON "IndexWordPart"("kind", "part" text_pattern_ops);
