import { ImageResponse } from 'next/og';
import { nothingHere } from '../(public)/head';
import { pictureOf } from './picture';

/** Told anew each time: a build knows neither the index nor the settings. */
export const dynamic = 'force-dynamic';

const marks: { [riskClass: string]: string } = {
  Read: '#7589a5',
  Write: '#b98e33',
  Execute: '#9376e6',
  Destructive: '#e0524f',
  Financial: '#37a59d',
};

/** The picture of a link preview, 1200 by 630. Drawn here: it asks no other host for fonts or emoji. */
export async function GET(request: Request): Promise<Response> {
  const picture = await pictureOf(new URL(request.url).searchParams.get('path') ?? '');
  if (picture === null) return nothingHere();
  const title = drawable(picture.title);
  return new ImageResponse(
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: 80,
        background: '#0d0f12',
        color: '#eceef1',
      }}
    >
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 34, color: '#b6bdc7' }}>
        <svg
          aria-hidden="true"
          width="52"
          height="52"
          viewBox="0 0 24 24"
          fill="none"
          stroke="#eceef1"
          strokeWidth="1.75"
        >
          <path d="M3.5 20.5v-11a8.5 8.5 0 0 1 17 0v11M8.5 20.5v-10a3.5 3.5 0 0 1 7 0v10M2 20.5h6.5M15.5 20.5H22" />
        </svg>
        Sallyport
      </div>
      <div
        style={{
          display: 'flex',
          fontSize: title.length > 60 ? 52 : 68,
          lineHeight: 1.15,
          letterSpacing: -1.5,
          wordBreak: 'break-word',
        }}
      >
        {title}
      </div>
      <div style={{ display: 'flex', alignItems: 'center', gap: 20, fontSize: 34, color: '#b6bdc7' }}>
        <div
          style={{
            width: 28,
            height: 28,
            borderRadius: 6,
            background: marks[picture.class ?? ''] ?? '#3468e8',
          }}
        />
        {drawable(picture.below)}
      </div>
    </div>,
    { width: 1200, height: 630, headers: { 'Cache-Control': 'public, max-age=86400' } },
  );
}

/** INVARIANT: only signs that the built-in font has. For any other the library would ask another host. */
function drawable(text: string): string {
  const plain = text.replace(/[^\x20-\x7e\u00c0-\u00ff]/g, '?');
  return plain.length > 110 ? `${plain.slice(0, 107)}...` : plain;
}
