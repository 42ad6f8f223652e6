/** The floor: node:http in front, undici's dispatch behind, and nothing in between. */

import { createServer } from 'node:http';
import { Pool } from 'undici';
import { serve } from './report.mjs';

const pool = new Pool(process.argv[2], { connections: 64 });

serve(
  createServer((req, res) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      const headers = { 'content-type': req.headers['content-type'], accept: req.headers.accept };
      pool.dispatch(
        { path: '/mcp', method: 'POST', headers, body },
        {
          onRequestStart() {},
          onResponseStart(_, status, answered) {
            res.writeHead(status, {
              'content-type': answered['content-type'],
              'content-length': answered['content-length'],
            });
          },
          onResponseData(_, chunk) {
            res.write(chunk);
          },
          onResponseEnd() {
            res.end();
          },
          onResponseError() {
            res.destroy();
          },
        },
      );
    });
  }),
);
