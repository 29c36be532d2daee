import { Types } from 'mongoose';

/** A new id, as 24 hexadecimal digits; ids sort by the moment of their creation. */
export const newId = (): string => new Types.ObjectId().toHexString();

/** @throws BSONError when the text is no id: check what comes from outside with a contract, or with `isId`. */
export const toObjectId = (id: string): Types.ObjectId => Types.ObjectId.createFromHexString(id);

export const isId = (text: string): boolean => /^[0-9a-f]{24}$/.test(text);
