/** Says that something begins that may take a while; what is answered says that it is done, and what it came to. */
export type Tell = (doing: string) => (done: string) => void;

/** Says nothing. */
export const tellNobody: Tell = () => () => {};
