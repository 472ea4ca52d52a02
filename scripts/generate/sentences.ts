/**
 * OpenZeppelin's errors carry no sentence for people: these are ours, by the error's name. Each says what happened and what
 * to do about it.
 */
export const sentences: Readonly<Record<string, string>> = {
  // Authority.
  AccessControlBadConfirmation: "A role can only be renounced for the calling account itself: pass that account.",
  AccessControlUnauthorizedAccount: "Only an account with the needed role may do this: have the government propose it.",
  AccessManagedInvalidAuthority: "The new authority has no code: pass the address of a deployed constitution.",
  AccessManagedRequiredDelay:
    "This act must be scheduled in the constitution before it is executed: schedule it, and wait out its delay.",
  AccessManagedUnauthorized:
    "The caller may not do this: the power belongs to the government, or to whom it gave it; propose it to the citizens.",
  AccessManagerAlreadyScheduled: "This operation is scheduled already: execute or cancel that one first.",
  AccessManagerBadConfirmation: "A role can only be renounced for the calling account itself: pass that account.",
  AccessManagerExpired: "The scheduled operation was not executed in time: schedule it again.",
  AccessManagerInvalidInitialAdmin: "A constitution needs a founder to begin with: pass an account that is not zero.",
  AccessManagerLockedFunction: "Who may call this function is fixed: choose another function.",
  AccessManagerLockedRole: "This role is built in and cannot be labelled or changed: choose another role.",
  AccessManagerNotReady: "The scheduled operation's delay is not over: execute it later.",
  AccessManagerNotScheduled: "No such operation is scheduled: schedule it first, or check its id.",
  AccessManagerUnauthorizedAccount:
    "The caller lacks the role that this takes: the government decides who holds it, so propose it.",
  AccessManagerUnauthorizedCall:
    "The caller may not make that call through the constitution: propose it to the citizens.",
  AccessManagerUnauthorizedCancel: "Only who scheduled the operation, or its guardian, may cancel it.",
  AccessManagerUnauthorizedConsume: "Only the operation's target may consume its schedule.",

  // Calls and code.
  AddressEmptyCode: "The address has no contract: check the address, and that it is on this chain.",
  FailedCall: "The called contract failed without a reason: simulate that call alone to see why.",
  FailedDeployment: "The contract could not be created: check its code and its constructor's arguments.",
  InsufficientBalance: "The contract holds less than it was to send: lower the amount, or fund it first.",
  MissingPrecompile: "This chain lacks a precompiled contract that the act needs: use the chain's fallback.",
  RateLimitExceeded: "The limit for the present period is used up: wait, or choose less.",
  ReentrancyGuardReentrantCall:
    "The call came back into the contract before the first one ended: call again afterwards.",

  // The civic coin.
  ERC1363ApproveFailed: "The coin refused the approval: check the spender and the amount.",
  ERC1363InvalidReceiver: "The receiver cannot take a payment with a call: use a plain transfer.",
  ERC1363InvalidSpender: "The spender cannot take an approval with a call: use a plain approve.",
  ERC1363TransferFailed: "The coin refused the transfer: check the receiver and the amount.",
  ERC1363TransferFromFailed: "The coin refused the transfer: check the sender's balance and the allowance.",
  ERC20InsufficientAllowance: "The spender is allowed less than is needed: have the holder approve at least that much.",
  ERC20InsufficientBalance: "The sender has less than is needed: lower the amount, or receive coin first.",
  ERC20InvalidApprover: "The zero address cannot approve: use the holder's account.",
  ERC20InvalidReceiver: "Coin cannot go to this receiver: pass another address.",
  ERC20InvalidSender: "The zero address cannot send: use the holder's account.",
  ERC20InvalidSpender: "The zero address cannot be a spender: pass the spender's address.",
  ERC3009UsedAuthorization: "This authorization was used or cancelled already: sign one with a new nonce.",
  ERC3009InvalidAuthorizationTime:
    "The authorization is not valid at this moment: use it between its two moments, or sign another.",
  ERC3009InvalidSignature: "The authorization was not signed by its sender: have the sender sign exactly these terms.",
  ERC2612ExpiredSignature: "The permit's deadline has passed: sign a new one.",
  ERC2612InvalidSigner: "The permit was not signed by the coin's holder: have the holder sign exactly these terms.",
  SafeERC20FailedOperation:
    "The token refused the transfer: check the balance, the allowance and the token's own rules.",
  SafeERC20FailedDecreaseAllowance: "The allowance is lower than the decrease: lower the decrease.",

  // Citizenship as a token.
  ERC721IncorrectOwner: "The citizenship belongs to someone else: check its id.",
  ERC721InsufficientApproval: "A citizenship is moved by nobody but its institutions.",
  ERC721InvalidApprover: "The account cannot approve for this token: use the holder's.",
  ERC721InvalidOperator: "The zero address cannot be an operator: pass another address.",
  ERC721InvalidOwner: "The zero address holds nothing: pass a holder's address.",
  ERC721InvalidReceiver: "A citizenship cannot go to this address: pass an account that can hold it.",
  ERC721InvalidSender: "The citizenship is given already: check its id.",
  ERC721NonexistentToken: "No citizenship has this id: ids run from 1 to the last one given.",

  // Signatures, nonces, numbers.
  ECDSAInvalidSignature: "The signature is malformed: sign again.",
  ECDSAInvalidSignatureLength: "The signature has the wrong length: pass the 65 bytes that the wallet gave.",
  ECDSAInvalidSignatureS: "The signature is not in its canonical form: sign again with a current wallet.",
  InvalidAccountNonce: "The nonce is not the account's next: read it again and sign anew.",
  InvalidShortString: "The text is longer than 31 bytes: shorten it.",
  StringTooLong: "The text is too long: shorten it to 31 bytes.",
  StringsInsufficientHexLength: "The number does not fit that many hexadecimal digits: allow more.",
  StringsInvalidAddressFormat: "The text is not an address: write 0x and 40 hexadecimal digits.",
  StringsInvalidChar: "The text holds a character that does not belong there: check its spelling.",
  SafeCastOverflowedIntDowncast: "The number is too large for its place: choose a smaller one.",
  SafeCastOverflowedIntToUint: "The number is negative where none can be: choose one from zero up.",
  SafeCastOverflowedUintDowncast: "The number is too large for its place: choose a smaller one.",
  SafeCastOverflowedUintToInt: "The number is too large for its place: choose a smaller one.",

  // Votes.
  CheckpointUnorderedInsertion:
    "History can only be written forwards: the chain's clock went back, so try again later.",
  ERC5805FutureLookup: "Votes can only be read for a moment that has passed: pass an earlier one.",
  ERC6372InconsistentClock: "The contract's clock is not the one it announces: it cannot be used for votes.",
  VotesExpiredSignature: "The delegation's deadline has passed: sign a new one.",

  // The governor.
  GovernorAlreadyCastVote: "This citizen's ballot is cast already: there is one for each proposal.",
  GovernorAlreadyQueuedProposal: "The proposal waits in the timelock already: execute it when its delay is over.",
  GovernorDisabledDeposit: "The governor takes no payments: send them to the treasury.",
  GovernorInsufficientProposerVotes: "The proposer has fewer votes than a proposal takes: gather delegations first.",
  GovernorInvalidProposalLength:
    "The proposal's lists differ in length or are empty: give a target, a value and data for each act.",
  GovernorInvalidQuorumFraction: "The quorum cannot exceed the whole: choose a smaller share.",
  GovernorInvalidSignature: "The ballot was not signed by its voter: have the voter sign exactly this ballot.",
  GovernorInvalidVoteParams: "This vote takes no parameters: leave them out.",
  GovernorInvalidVoteType: "A ballot is against (0), for (1) or abstaining (2): choose one of them.",
  GovernorInvalidVotingPeriod: "A vote must last longer than nothing: choose a longer period.",
  GovernorNonexistentProposal: "There is no such proposal: check its id, or its calls and description.",
  GovernorProposalQueueingFailed: "The timelock did not take the proposal: check that the governor is its proposer.",
  GovernorProposalQueueingNotRequired: "This governor queues nothing: execute the proposal directly.",
  GovernorOnlyExecutor: "Only the government may do this: propose it to the citizens.",
  GovernorRestrictedProposer:
    "The description names another proposer: let that one propose, or change the description.",
  GovernorUnableToCancel:
    "The account may not cancel this proposal now: only its proposer may, before the vote begins.",
  GovernorUnexpectedProposalState:
    "The proposal is not in the state that this act takes: read its state and wait, or choose another act. The same acts with the same words are proposed once alone: find other words to propose them again.",

  // The timelock.
  TimelockInsufficientDelay: "The delay is shorter than the timelock's: choose at least that.",
  TimelockInvalidOperationLength: "The operation's lists differ in length: give a value and data for each target.",
  TimelockUnauthorizedCaller: "Only the timelock itself may do this: propose it to the citizens.",
  TimelockUnexecutedPredecessor: "An operation that must come first is not executed yet: execute that one.",
  TimelockUnexpectedOperationState:
    "The operation is not in the state that this act takes: wait until its delay is over, or queue it.",
};
