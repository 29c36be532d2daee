import { KeptOutput } from './kept-output.ts';

describe(KeptOutput, () => {
  it('keeps what is said until the terminal is free, and passes on what is said after that', () => {
    const told: string[] = [];
    const output = new KeptOutput((text) => told.push(text));
    output.add('types, ');
    output.add('lint, ');
    expect(told).toEqual([]);
    output.open('check: ');
    output.add('format');
    output.open('again: ');
    expect(told.join('')).toBe('check: types, lint, format');
    expect(output.text).toBe('types, lint, format');
  });
});
