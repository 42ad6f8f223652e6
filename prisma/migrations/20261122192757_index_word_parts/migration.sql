-- What stands there is counted anew at the end of every import.
DELETE FROM "IndexWordPart";

-- DropIndex
DROP INDEX "IndexWordPart_kind_part_idx";

-- AlterTable
ALTER TABLE "IndexWordPart" DROP CONSTRAINT "IndexWordPart_pkey",
DROP COLUMN "part",
ADD COLUMN     "part" BYTEA NOT NULL,
ADD CONSTRAINT "IndexWordPart_pkey" PRIMARY KEY ("kind", "part", "word");
