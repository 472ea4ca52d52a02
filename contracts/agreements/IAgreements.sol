// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable} from "../standards/IArbitrable.sol";
import {IEvidence} from "../standards/IEvidence.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {AgreementPhase, AgreementRecord, AgreementTerms, Settlement} from "./AgreementTypes.sol";

/// @title  Agreements
/// @notice Two to eight parties sign a text, may lock collateral, and perform. Or they settle, let it lapse, or bring it before
///         the court, which divides the collateral as one of them demands.
/// @dev A party that held a citizenship at the opening is that citizen: it acts from, and is paid at, the account that holds the
///      citizenship now. Signatures are EIP-712 (ERC-1271 for contract accounts), in the domain that ERC-5267 states, of
///      `AgreementSignature(address account,Agreement agreement)` and `Settlement(uint256 agreementId,address account,address
///      asset,address[] parties,uint256[] division,uint256 validFrom,uint256 validUntil,uint256 nonce)`, where an agreement is
///      `Agreement(uint256 agreementId,address[] parties,address asset,uint256[] locks,uint256[] payouts,uint256[] feeLocks,uint256
///      signBy,uint256 until,uint256 objectionPeriod,uint8 track,string text)`. `account` is the one that the party acts from as it
///      signs: a signature does not outlive a move of the citizenship.
///
///      A dispute has as many choices as there are parties, in their order: the demand of that party. On ruling 0, and on a
///      ruling for a party that stated no demand, each party gets its lock back. ERC-1497's meta-evidence is numbered by how many parties
///      there are, and the evidence of a dispute by its case.
///
///      Demands are open. A step is a day, or a sixth of the court's first time for evidence where that is less. A party states its
///      demand until a step before the evidence ends. It moves its demand until three steps before, or until a step after the last
///      demand or move, up to the end of the evidence.
interface IAgreements is IArbitrable, IEvidence, IPayouts {
    /* EVENTS */

    /// @notice Emitted when an agreement is opened for signature: its terms, its text, and which citizen each party is.
    event AgreementOpened(
        uint256 indexed agreementId, address indexed opener, AgreementTerms terms, string text, uint256[] citizenIds
    );

    /// @notice Emitted for each party of an agreement that is opened, so that a party finds its agreements.
    event PartyNamed(uint256 indexed agreementId, address indexed account, uint256 indexed citizenId, uint256 party);

    /// @notice Emitted when a party signs and locks, in base units, from the account that is named.
    event AgreementSigned(uint256 indexed agreementId, uint256 party, address indexed account, uint256 lock);

    /// @notice Emitted when all have signed.
    event AgreementBound(uint256 indexed agreementId);

    /// @notice Emitted when a party declares that the agreement was performed.
    event PerformanceDeclared(uint256 indexed agreementId, uint256 party, string statement);

    /// @notice Emitted when a party approves of a settlement, under the nonce of the offer.
    event SettlementApproved(
        uint256 indexed agreementId,
        uint256 party,
        uint256[] division,
        uint256 validFrom,
        uint256 validUntil,
        uint256 nonce
    );

    /// @notice Emitted when a party withdraws or declares performance: offers under other nonces than this one have ended.
    event OffersRetracted(uint256 indexed agreementId, uint256 party, uint256 nonce);

    /// @notice Emitted when a party brings an agreement before the court.
    event AgreementDisputed(uint256 indexed agreementId, uint256 indexed caseId, uint256 party);

    /// @notice Emitted when a party states the division of the collateral that it demands, in base units, and when it moves it.
    event DemandStated(uint256 indexed agreementId, uint256 party, uint256[] demand);

    /// @notice Emitted when an agreement ends: how, and what each party gets, in base units before tax.
    event AgreementEnded(uint256 indexed agreementId, AgreementPhase indexed outcome, uint256[] division);

    /// @notice Emitted when the civic coin's tax is taken from what a party gets beyond its own lock, in base units.
    event GainTaxed(uint256 indexed agreementId, uint256 party, uint256 tax);

    /// @notice Emitted when the fee locks of an agreement that ends are handed out: what each party gets of them, in wei.
    event FeesHandedOut(uint256 indexed agreementId, uint256[] amounts);

    /* ERRORS */

    /// @notice An agreement is between two and eight parties: name that many.
    error Agreements_PartiesOutOfBounds(uint256 parties, uint256 min, uint256 max);

    /// @notice Each party is an account, named once: correct the list.
    error Agreements_PartyInvalid(address party);

    /// @notice Amounts must be given for each party, in their order: give that many.
    error Agreements_WrongCount(uint256 given, uint256 parties);

    /// @notice Neither an ERC-20 nor native coin: name a token contract, or the zero address for native coin.
    error Agreements_NotAnAsset(address asset);

    /// @notice More collateral than can be counted: lock less.
    error Agreements_CollateralTooHigh(uint256 collateral, uint256 max);

    /// @notice A division must hand out the whole collateral, and no more: correct its amounts.
    error Agreements_DivisionMismatch(uint256 sum, uint256 collateral);

    /// @notice The moments are out of order: `signBy` comes after now, and `until` after `signBy`, in seconds since 1970.
    error Agreements_MomentsOutOfOrder(uint256 currentTime, uint256 signBy, uint256 until);

    /// @notice The time to object lies outside the bounds: choose one between them, in seconds.
    error Agreements_ObjectionPeriodOutOfBounds(uint256 period, uint256 min, uint256 max);

    /// @notice The text is empty or too long: write one byte at least, and that many at most.
    error Agreements_TextOutOfBounds(uint256 length, uint256 max);

    /// @notice The terms name another text: put the keccak256 of this one in them.
    error Agreements_TextMismatch(bytes32 textHash, bytes32 named);

    /// @notice These are not the terms of this agreement: hand in the ones that its opening tells, unchanged.
    error Agreements_TermsMismatch(uint256 agreementId, bytes32 given, bytes32 kept);

    /// @notice The agreement is not in a phase that allows this: read its record for what can be done.
    error Agreements_WrongPhase(uint256 agreementId, AgreementPhase phase);

    /// @notice There is no such party: they are counted from 0.
    error Agreements_NoSuchParty(uint256 party, uint256 parties);

    /// @notice This party acts from another account: use the one named, or hand in its signature where one is asked for.
    error Agreements_NotTheParty(uint256 agreementId, uint256 party, address caller, address account);

    /// @notice The account did not sign exactly this: have it sign again.
    error Agreements_SignatureInvalid(uint256 agreementId, uint256 party, address account);

    /// @notice This party has done so already, and it counts once: nothing more is needed.
    error Agreements_AlreadyDone(uint256 agreementId, uint256 party);

    /// @notice The value sent is not what is due: send that many wei, and none if the collateral is a token.
    error Agreements_WrongValue(uint256 paid, uint256 due);

    /// @notice The token delivered another amount than it was sent, and collateral must arrive whole: agree on another asset.
    error Agreements_CollateralShort(address asset, uint256 arrived, uint256 due);

    /// @notice The time for this ended at the moment named, in seconds since 1970: read the record for what can be done now.
    error Agreements_TooLate(uint256 agreementId, uint256 endedAt);

    /// @notice It is too early for this: come back at the moment named, in seconds since 1970.
    error Agreements_TooEarly(uint256 agreementId, uint256 possibleAt);

    /// @notice Performance was declared: have the agreement completed, or dispute it, or settle.
    error Agreements_Declared(uint256 agreementId, uint256 declaredAt);

    /// @notice Nobody has declared that the agreement was performed: declare it first.
    error Agreements_NotDeclared(uint256 agreementId);

    /// @notice All parties have declared that it was performed: nothing is left to dispute, have it completed.
    error Agreements_NothingToDispute(uint256 agreementId);

    /// @notice No further party approves by this: send it from a party's account, or hand in a party's signature.
    error Agreements_NothingApproved(uint256 agreementId);

    /// @notice The court has ruled for the last time, and its ruling goes before a settlement: have the ruling delivered.
    error Agreements_CourtHasRuled(uint256 agreementId, uint256 caseId);

    /// @notice Votes or an appeal period are over, and what they decided goes before a settlement: have the case advanced first.
    error Agreements_RulingDue(uint256 agreementId, uint256 caseId);

    /// @notice The offer has ended: a party withdrew, or the court opened or counted votes since. Make a new one under this nonce.
    error Agreements_OfferEnded(uint256 agreementId, uint256 nonce, uint256 currentNonce);

    /// @notice Time, or all who declared it performed, decided the agreement before: have it completed, or let it lapse.
    error Agreements_OutcomeDue(uint256 agreementId);

    /// @notice An offer is good for 90 days at most from when it is made: state a moment up to the latest one, in seconds since 1970.
    error Agreements_OfferTooLong(uint256 agreementId, uint256 validUntil, uint256 latest);

    /// @notice Only the court rules on agreements: bring a dispute before it.
    error Agreements_NotTheCourt(address caller);

    /// @notice This is not the demand of that party: hand in the one that its last event tells, unchanged.
    error Agreements_DemandMismatch(uint256 agreementId, uint256 party, bytes20 given, bytes20 kept);

    /// @notice Demands only move towards each other: ask less for yourself, and no less than before for the party that is named.
    error Agreements_NoConcession(uint256 agreementId, uint256 party);

    /* AGREEING */

    /// @notice Opens an agreement for signature.
    /// @dev Emits {AgreementOpened}, and {PartyNamed} for each party. Which citizen each party is, is read now and stays.
    /// @param terms Its terms.
    /// @param text What is agreed, in words: 1 to 8,192 bytes.
    /// @return agreementId Its number; they run from 1.
    /// @custom:access anyone
    /// @custom:reverts Agreements_PartiesOutOfBounds if there are fewer than two parties, or more than eight.
    /// @custom:reverts Agreements_PartyInvalid if one is the zero address, or named twice.
    /// @custom:reverts Agreements_WrongCount if there are not as many locks, payouts or fee locks as parties.
    /// @custom:reverts Agreements_NotAnAsset if the asset is an address without code, other than zero.
    /// @custom:reverts Agreements_CollateralTooHigh if the locks, or the fee locks, add up to more than 2^96 - 1.
    /// @custom:reverts Agreements_DivisionMismatch if the payouts do not add up to what the locks do.
    /// @custom:reverts Agreements_MomentsOutOfOrder if not now < `signBy` < `until`.
    /// @custom:reverts Agreements_ObjectionPeriodOutOfBounds if the period is shorter than an hour, or longer than 365 days.
    /// @custom:reverts Agreements_TextOutOfBounds if the text is empty, or too long.
    /// @custom:reverts Agreements_TextMismatch if `textHash` is not the text's.
    function open(AgreementTerms calldata terms, string calldata text) external returns (uint256 agreementId);

    /// @notice Signs an agreement for a party and locks what the party must, in one act. Tokens come out of the allowance that
    ///         the party's account gave this contract. Native coin comes with the call, from whoever sends it.
    /// @dev Emits {AgreementSigned}, and {AgreementBound} if all have signed.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Whose signature.
    /// @param signature EIP-712, by the party's account; empty if that account is the caller.
    /// @custom:access anyone: with each party's signature, or by the party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not open for signature.
    /// @custom:reverts Agreements_TooLate if `signBy` has come.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_AlreadyDone if the party signed.
    /// @custom:reverts Agreements_NotTheParty if the signature is empty, and the caller is not the party.
    /// @custom:reverts Agreements_SignatureInvalid if the signature is not the party's.
    /// @custom:reverts Agreements_WrongValue if the value sent is not what is locked of native coin: the fee lock, and the lock if
    ///                 that is native.
    /// @custom:reverts Agreements_CollateralShort if less of the token arrives than is to be locked, or more.
    function sign(uint256 agreementId, AgreementTerms calldata terms, uint256 party, bytes calldata signature)
        external
        payable;

    /// @notice Declines an agreement that is not binding yet, whether the party has signed or not: it ends, and each party
    ///         gets its lock back.
    /// @dev Emits {AgreementEnded}, and {Credited} for each party that locked.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Who declines: the caller.
    /// @custom:access party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not open for signature.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_NotTheParty if the caller is not the party.
    function decline(uint256 agreementId, AgreementTerms calldata terms, uint256 party) external;

    /// @notice Ends an agreement whose time has passed: one that not all have signed by `signBy`, or that is binding, undisputed
    ///         and not declared performed by `until`. Each party gets its lock back.
    /// @dev Emits {AgreementEnded}, and {Credited} for each party that locked.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @custom:access anyone
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is neither open nor binding.
    /// @custom:reverts Agreements_Declared if it was declared performed.
    /// @custom:reverts Agreements_TooEarly if its time has not passed.
    function lapse(uint256 agreementId, AgreementTerms calldata terms) external;

    /* PERFORMING */

    /// @notice Declares that a binding agreement was performed. The first declaration begins the time in which it can be
    ///         disputed. Each ends all offers to settle.
    /// @dev Emits {PerformanceDeclared} and {OffersRetracted}.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Who declares: the caller.
    /// @param statement What was done, in words, or the URI of a document; at most 2,048 bytes.
    /// @custom:access party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not binding.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_NotTheParty if the caller is not the party.
    /// @custom:reverts Agreements_AlreadyDone if the party has declared.
    /// @custom:reverts Agreements_TooLate if nobody has declared, and `until` has come.
    /// @custom:reverts Agreements_TextOutOfBounds if the statement is too long.
    function declarePerformed(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        string calldata statement
    ) external;

    /// @notice Ends an agreement as performed once all have declared so, or the time to object has passed: the payouts apply.
    /// @dev Emits {AgreementEnded}, {Credited} for each creditor, and {GainTaxed} where there is tax.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @custom:access anyone
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not binding.
    /// @custom:reverts Agreements_NotDeclared if nobody has declared.
    /// @custom:reverts Agreements_TooEarly if not all have declared, and the time to object is not over.
    function complete(uint256 agreementId, AgreementTerms calldata terms) external;

    /// @notice Approves of a division of the collateral: for the caller if it is a party, and for each party whose signature is
    ///         handed in. The agreement ends when all have approved, by one transaction with all signatures or by one each. An
    ///         approval binds the account that gave it, while the party acts from that account.
    /// @dev Emits {SettlementApproved} for each new approval. When it ends, emits {AgreementEnded}, {Credited} and {GainTaxed}.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param settlement The division, until when the offer is good, and under which nonce it was made.
    /// @param signatures The parties' EIP-712 signatures in their order, empty where there is none.
    /// @return settled Whether it ended.
    /// @custom:access anyone: what all parties agree on
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is neither binding nor disputed.
    /// @custom:reverts Agreements_OutcomeDue if time, or all who declared it performed, have decided the agreement.
    /// @custom:reverts Agreements_TooEarly if the offer is not good yet.
    /// @custom:reverts Agreements_TooLate if the offer is not good any more.
    /// @custom:reverts Agreements_OfferTooLong if it is good for more than 90 days.
    /// @custom:reverts Agreements_CourtHasRuled if the court has ruled for the last time.
    /// @custom:reverts Agreements_RulingDue if the court's votes or appeal period are over, and nobody has advanced the case.
    /// @custom:reverts Agreements_OfferEnded if the offer has another nonce.
    /// @custom:reverts Agreements_WrongCount if there are not as many amounts, or signatures, as parties.
    /// @custom:reverts Agreements_DivisionMismatch if the division does not add up to the collateral.
    /// @custom:reverts Agreements_SignatureInvalid if a signature is not the party's.
    /// @custom:reverts Agreements_NothingApproved if no further party approves by this.
    function settle(
        uint256 agreementId,
        AgreementTerms calldata terms,
        Settlement calldata settlement,
        bytes[] calldata signatures
    ) external returns (bool settled);

    /// @notice Ends all offers to settle an agreement, by whomever and however they were given. To settle takes all parties, so a
    ///         party withdraws no more than its own consent.
    /// @dev Emits {OffersRetracted}.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Who withdraws: the caller.
    /// @custom:access party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is neither open, binding nor disputed.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_NotTheParty if the caller is not the party.
    function retractOffers(uint256 agreementId, AgreementTerms calldata terms, uint256 party) external;

    /* DISPUTING */

    /// @notice Brings a binding agreement before the court and demands a division of the collateral: before `until` or, if it was
    ///         declared performed, within the time to object.
    /// @dev Emits {AgreementDisputed}, {DemandStated}, ERC-1497's Dispute, and Evidence with the statement. The value sent is the
    ///      cost that {disputeCost} gives: the person's k-th open case costs 2^(k-1) times the court's price. The first instance
    ///      is paid out of fee locks as far as they have it: the party's own, then the others' in their order. The parties who are citizens are excused from deciding the case.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Who disputes: the caller.
    /// @param demand What each party should get of the collateral, in base units.
    /// @param statement Why, in words, or the URI of a document; at most 2,048 bytes.
    /// @return caseId The court's case.
    /// @custom:access party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not binding.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_NotTheParty if the caller is not the party.
    /// @custom:reverts Agreements_NothingToDispute if all have declared that it was performed.
    /// @custom:reverts Agreements_TooLate if the time for it is over.
    /// @custom:reverts Agreements_WrongCount if there are not as many amounts as parties.
    /// @custom:reverts Agreements_DivisionMismatch if the demand does not add up to the collateral.
    /// @custom:reverts Agreements_TextOutOfBounds if the statement is too long.
    /// @custom:reverts Agreements_WrongValue if the value sent is not that cost.
    function dispute(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata demand,
        string calldata statement
    ) external payable returns (uint256 caseId);

    /// @notice Answers a dispute with another demand, until a step before the court's first time for evidence ends. The court takes
    ///         one of the demands unchanged: a reasonable one is more likely to be taken. Where all demands have met, the agreement
    ///         is settled in the middle.
    /// @dev Emits {DemandStated}, and ERC-1497's Evidence with the statement. When it settles, emits {AgreementEnded}, {Credited}
    ///      and {GainTaxed}.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Who answers: the caller.
    /// @param demand What each party should get of the collateral, in base units.
    /// @param statement Why, in words, or the URI of a document; at most 2,048 bytes.
    /// @custom:access party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not in dispute.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_NotTheParty if the caller is not the party.
    /// @custom:reverts Agreements_TooLate if the time for it is over.
    /// @custom:reverts Agreements_AlreadyDone if the party has stated a demand.
    /// @custom:reverts Agreements_WrongCount if there are not as many amounts as parties.
    /// @custom:reverts Agreements_DivisionMismatch if the demand does not add up to the collateral.
    /// @custom:reverts Agreements_TextOutOfBounds if the statement is too long.
    function answer(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata demand,
        string calldata statement
    ) external;

    /// @notice Moves a demand towards the others': the party asks less for itself, and no less for any other. Where all demands have
    ///         met, so that each party can have what it asks for itself, the agreement is settled at once: what is left over is
    ///         shared by all alike, which is the middle between two.
    /// @dev Emits {DemandStated}. When it settles, emits {AgreementEnded}, {Credited} and {GainTaxed}.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param party Who moves: the caller.
    /// @param demand Its demand so far, in base units.
    /// @param newDemand Its demand from now on, in base units.
    /// @custom:access party
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if the agreement is not in dispute.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    /// @custom:reverts Agreements_NotTheParty if the caller is not the party.
    /// @custom:reverts Agreements_TooLate if the time for moves is over.
    /// @custom:reverts Agreements_DemandMismatch if `demand` is not its demand so far.
    /// @custom:reverts Agreements_WrongCount if there are not as many amounts as parties.
    /// @custom:reverts Agreements_NoConcession if it asks no less for itself, or less for another.
    /// @custom:reverts Agreements_DivisionMismatch if the new demand does not add up to the collateral.
    function concede(
        uint256 agreementId,
        AgreementTerms calldata terms,
        uint256 party,
        uint256[] calldata demand,
        uint256[] calldata newDemand
    ) external;

    /// @notice Divides the collateral as the court ruled.
    /// @dev Emits {AgreementEnded}, {Credited} for each creditor, and {GainTaxed} where there is tax.
    /// @param agreementId The agreement.
    /// @param terms Its terms.
    /// @param demand The demand of the party that the ruling names. It is not looked at if there is none.
    /// @custom:access anyone: as the court ruled
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_WrongPhase if no ruling was delivered.
    /// @custom:reverts Agreements_DemandMismatch if this is not that party's demand.
    function divide(uint256 agreementId, AgreementTerms calldata terms, uint256[] calldata demand) external;

    /* READING */

    /// @notice What the chain keeps of an agreement; all zeros if there is no such.
    function agreement(uint256 agreementId) external view returns (AgreementRecord memory);

    /// @notice How many agreements were opened; the last one's number.
    function agreementCount() external view returns (uint256);

    /// @notice The agreement that a case is about; 0 if it is about none.
    function agreementOf(uint256 caseId) external view returns (uint256 agreementId);

    /// @notice The hash that the terms of an agreement of that number have: EIP-712's of `Agreement`.
    function hashOf(uint256 agreementId, AgreementTerms calldata terms) external pure returns (bytes32);

    /// @notice The account that a party acts from and is paid to now.
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    function accountOf(uint256 agreementId, AgreementTerms calldata terms, uint256 party)
        external
        view
        returns (address account);

    /// @notice What a party sends now to bring an agreement before the court, in wei: the price of its next open case, less what
    ///         the fee locks have of the first instance.
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    /// @custom:reverts Agreements_NoSuchParty if there is no such party.
    function disputeCost(uint256 agreementId, AgreementTerms calldata terms, uint256 party)
        external
        view
        returns (uint256 cost);

    /// @notice The nonce of offers to settle that are made now. It changes when a party withdraws or declares the agreement performed,
    ///         and when the court opens or counts votes on the case.
    function offerNonce(uint256 agreementId) external view returns (uint256 nonce);

    /// @notice Whether each party, from the account that it acts from now, has approved by transaction of a settlement that others
    ///         have not approved of yet.
    /// @custom:reverts Agreements_TermsMismatch if these are not its terms.
    function approvalsOf(uint256 agreementId, AgreementTerms calldata terms, Settlement calldata settlement)
        external
        view
        returns (bool[] memory approvals);
}
