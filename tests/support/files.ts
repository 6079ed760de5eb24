import { File } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import type { Portal } from './portal.ts';

/** A real PNG of the given size. */
export async function picture(name = 'hof.png', width = 320, height = 200): Promise<File> {
  const bytes = await sharp({
    create: { width, height, channels: 3, background: { r: 20, g: 90, b: 160 } },
  })
    .png()
    .toBuffer();
  return new File([bytes], name, { type: 'image/png' });
}

/** A PDF of one empty page. */
export function flyer(name = 'flyer.pdf', extra = ''): File {
  const text = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R${extra}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`;
  return new File([text], name, { type: 'application/pdf' });
}

/** So many bytes that nothing can make smaller. */
export function noise(bytes: number, name = 'gross.jpg'): File {
  return new File([randomBytes(bytes)], name, { type: 'image/jpeg' });
}

/** What people say of their picture. */
export const pictureAnswers = {
  'imageAlt[]': 'Ein Hof mit Werkbank',
  'imageCredit[]': 'Nora Beispiel',
  'imageLicence[]': 'cc-by-4.0',
  'imagePersons[]': 'none',
};

/** Everything that lies in the upload folder, half-written files too. */
export async function listUploads(portal: Portal): Promise<string[]> {
  return (await readdir(portal.uploads).catch(() => [])).sort();
}
