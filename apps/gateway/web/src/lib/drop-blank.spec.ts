import { dropBlank } from './drop-blank.ts';

describe(dropBlank, () => {
  it('leaves out what was not filled in', () => {
    expect(dropBlank({ name: 'Anna', note: '', owner: null, website: '  ' })).toEqual({ name: 'Anna' });
  });

  it('leaves out blank lines of lists, and keeps the empty list', () => {
    expect(dropBlank({ phones: ['', '+7 495 1234567', ''] })).toEqual({ phones: ['+7 495 1234567'] });
    expect(dropBlank({ phones: [''] })).toEqual({ phones: [] });
  });

  it('leaves out a group of which nothing is filled in', () => {
    expect(dropBlank({ name: 'Anna', person: { birthday: '' } })).toEqual({ name: 'Anna' });
  });

  it('keeps no and nought', () => {
    expect(dropBlank({ isPrimary: false, count: 0 })).toEqual({ isPrimary: false, count: 0 });
  });
});
