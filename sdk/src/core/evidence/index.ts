export { Evidence, inOrder, StaleNodeError, type Gathering, type Insist } from "./evidence";
export { topicOf, type ChainBlock, type ChainLog, type ChainTransaction, type LogFilter } from "./node";
