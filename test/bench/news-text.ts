const SENTENCES: readonly string[] = [
  'KABUL, Aug. 12 (AP) — Troops under Gen. Amir Rahmani moved into the northern district on Thursday, officials said.',
  'The U.N. refugee agency, which keeps a warehouse near the border, said 12,500 people had crossed since 5 a.m. Monday.',
  '“We did not expect this,” said Maj. Ana Petrov. “That bridge was the last one, and it is gone.”',
  'Prices rose 3.5 percent in July, the ministry reported.',
  'Was the convoy warned? Nobody at the ministry would say.',
  'The company, Harbor Freight Lines Inc., did not answer questions sent to press@harbor.example.',
  'A spokesman for the E.U. Commission confirmed the talks would go on in Geneva until Dec. 3.',
  'It was the third such attack this year; Dr. J. R. Okafor, who runs the clinic, called it “a catastrophe.”',
  'According to Lt. Col. Brandt, No. 4 Squadron had left at dawn…',
  'Water ran out. So did bread.',
];
const SENTENCES_A_PARAGRAPH = 3;

/** News of invented events with what makes splitting hard, in paragraphs, at least `length` characters long. */
export function newsText(length: number): string {
  const parts: string[] = [];
  let total = 0;
  for (let at = 0; total < length; at++) {
    const sentence = (SENTENCES[(at * 7 + (at >> 3)) % SENTENCES.length] as string).replace('12,500', String(at));
    const separator = at % SENTENCES_A_PARAGRAPH === 2 ? '\n\n' : ' ';
    parts.push(sentence, separator);
    total += sentence.length + separator.length;
  }
  return parts.join('');
}
