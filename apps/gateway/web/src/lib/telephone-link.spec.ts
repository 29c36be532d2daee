import { telephoneLink } from './telephone-link.ts';

describe(telephoneLink, () => {
  it.each([
    ['+7 (495) 123-45-67', 'tel:+74951234567'],
    ['8 800 555 35 35', 'tel:88005553535'],
    ['+7 495 123-45-67 доб. 12', 'tel:+74951234567,12'],
  ])('dials %s as %s', (phone, link) => expect(telephoneLink(phone)).toBe(link));
});
