// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Track} from "../court/CaseTypes.sol";

/// @notice Where an agreement stands.
/// @dev Open -> Binding -> Disputed -> Ruled -> Divided. Open -> Declined or Lapsed. Binding -> Performed, Lapsed or Settled.
///      Disputed -> Settled. Those after Ruled are ends.
enum AgreementPhase {
    /// There is no such agreement.
    None,
    /// Not all parties have signed.
    Open,
    /// All have signed, and locked what they must.
    Binding,
    /// Before the court.
    Disputed,
    /// The court has ruled, and the collateral waits to be divided by it.
    Ruled,
    /// A party declined: each party got its lock back.
    Declined,
    /// Its time passed: each party got its lock back.
    Lapsed,
    /// It was performed: the payouts apply.
    Performed,
    /// The parties agreed on a division.
    Settled,
    /// The collateral was divided as the court ruled.
    Divided
}

/// @notice What an agreement is about. The chain keeps the hash of the terms: each act on the agreement hands them in again.
/// @param parties The accounts of two to eight parties, each once. In all that follows a party is named by its place here.
/// @param asset What is locked: an ERC-20 that returns what it takes, or the zero address for the chain's native coin.
/// @param locks What each party locks, in the asset's base units; may be 0.
/// @param payouts What each party gets of the sum when the agreement was performed, in base units.
/// @param feeLocks What each party locks for the court's fees, in wei; may be 0. A party that disputes pays the fee of the first
///        instance out of its own, then out of the others' in their order. What is left comes back.
/// @param textHash keccak256 of the text, which the event of the opening carries.
/// @param signBy Until when all must have signed, in seconds since 1970.
/// @param until When the agreement lapses if nobody has declared it performed, in seconds since 1970.
/// @param objectionPeriod How long a declared performance can be disputed, in seconds: an hour to a year.
/// @param track How fast the court goes.
struct AgreementTerms {
    address[] parties;
    address asset;
    uint256[] locks;
    uint256[] payouts;
    uint256[] feeLocks;
    bytes32 textHash;
    uint40 signBy;
    uint40 until;
    uint40 objectionPeriod;
    Track track;
}

/// @notice An offer to settle. It ends with the first of these: the moment that it states, a withdrawal, a declaration of performance,
///         the end of the agreement's time, votes of the court that are opened or counted, and the loss of the account that gave it.
/// @param division What each party gets of the collateral, in base units, before tax.
/// @param validFrom From when on it can be approved, in seconds since 1970: as it is made.
/// @param validUntil Until when it can be approved and takes effect, in seconds since 1970; at most 90 days later.
/// @param nonce What {IAgreements-offerNonce} gave as it was made.
struct Settlement {
    uint256[] division;
    uint40 validFrom;
    uint40 validUntil;
    uint48 nonce;
}

/// @notice How far a party has come.
/// @param citizenId The citizen who is the party; 0 if the account held no citizenship at the opening.
/// @param hasSigned Whether it signed, and locked what it must.
/// @param hasDeclared Whether it declared the agreement performed.
/// @param demandHash The last 20 bytes of keccak256 of the demand that it states to the court, encoded as words; 0 if it states
///        none.
/// @param demanded What it demands for itself, in base units.
struct PartyRecord {
    uint256 citizenId;
    bool hasSigned;
    bool hasDeclared;
    bytes20 demandHash;
    uint256 demanded;
}

/// @notice What the chain keeps of an agreement. Moments are in seconds since 1970.
/// @param phase Where it stands, as of the last act.
/// @param termsHash Its terms' hash, which {IAgreements-hashOf} gives.
/// @param declaredAt When it was first declared performed; 0 if it was not.
/// @param answersUntil Until when parties that stated no demand may state one; 0 if it was not disputed.
/// @param movesUntil Until when a party may move its demand towards the others'; 0 if it was not disputed.
/// @param caseId The court's case; 0 if it was not disputed.
/// @param disputant Who brought it before the court, by place; 0 if it was not disputed.
/// @param firstFee The court's fee of the first instance, in wei; 0 if it was not disputed.
/// @param ruling The court's ruling, once the phase is Ruled or Divided: 0, or the place of a party plus one.
/// @param parties Its parties.
struct AgreementRecord {
    AgreementPhase phase;
    bytes32 termsHash;
    uint256 declaredAt;
    uint256 answersUntil;
    uint256 movesUntil;
    uint256 caseId;
    uint256 disputant;
    uint256 firstFee;
    uint256 ruling;
    PartyRecord[] parties;
}
