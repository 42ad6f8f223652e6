-- CreateIndex
CREATE INDEX "IndexServer_source_name_idx" ON "IndexServer"("source", "name");
