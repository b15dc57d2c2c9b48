/** The name of the one stack, with which the names of all its queues begin. */
export const stackName = "DungHan";
