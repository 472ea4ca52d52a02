// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {Exemption, ICivicCoin} from "../coin/ICivicCoin.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {IPayouts} from "../kernel/IPayouts.sol";
import {IProvisions, ProvisionTerms} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {ITreasury} from "../treasury/ITreasury.sol";
import {MOST_STEPS} from "./GiftsWord.sol";
import {GrantGifts} from "./GrantGifts.sol";
import {GrantRecords} from "./GrantRecords.sol";
import {IGrants, RoundOutcome} from "./IGrants.sol";
import {toRoundWord} from "./RoundWord.sol";
import {toSumsWord} from "./SumsWord.sol";

/// @title  Grants
/// @notice Public money for what citizens give to, by quadratic funding in which each person counts once.
/// @dev AUTHORITY    The government decides which budgets come here, and sets the provisions within their bounds. Anyone opens and
///                   closes rounds, settles, and returns the rest. Citizens whose votes are awake register projects, give, and
///                   accept. Nobody takes coin out but by a claim of what a project is owed, and by what goes to the treasury.
///
///      ASSUMPTIONS  The coin has no hooks but the one that a payment asks for, and takes no tax of this contract's payments. The
///                   citizenship knows one person by one id, whatever the account.
///
///      INVARIANTS   Those of {GrantRecords}: GRANT-1, GRANT-2 and GRANT-3.
///
///      LIMITS       Coin that is sent by a plain transfer belongs to no round, and stays here. A round is closed by a transaction:
///                   the claim window begins with it. Whoever can have many people give, gets what as many people get. No
///                   ruling reaches a project. Registered texts cannot be changed.
contract Grants is GrantGifts, ERC165 {
    using SafeCast for uint256;
    using SafeERC20 for ICivicCoin;

    /// @dev The base units of a whole coin.
    uint256 private constant WHOLE = 1e18;

    uint256 private constant MOST_TITLE_BYTES = 96;
    uint256 private constant MOST_URI_BYTES = 256;

    ITreasury private immutable TREASURY;

    constructor(
        address initialAuthority,
        ICivicCoin coin,
        ICitizenship citizenship,
        ITreasury treasury,
        ProvisionTerms[] memory terms
    ) AccessManaged(initialAuthority) Provisions(terms) GrantRecords(coin, citizenship) {
        TREASURY = treasury;
    }

    /* ROUNDS */

    /// @inheritdoc IGrants
    function collect(uint256 budgetId) external returns (uint256 amount) {
        address asset = TREASURY.budget(budgetId).asset;
        require(asset == address(COIN), Grants_ForeignBudget(budgetId, asset));
        amount = TREASURY.availableOf(budgetId);
        // Else anybody fills the treasury's record with payments of nothing.
        require(amount != 0, Grants_NothingToCollect(budgetId));

        _grow(address(TREASURY), amount);
        TREASURY.spend(budgetId, address(this), amount, "Grants");
    }

    /// @inheritdoc IGrants
    function openRound() external returns (uint256 roundId) {
        roundId = roundCount;
        if (roundId != 0) {
            Round storage last = _rounds[roundId];
            require(last.outcome != RoundOutcome.Open, Grants_RoundRuns(roundId, last.word.closesAt()));
        }
        uint256 pot = collected;
        uint256 least = _loadProvision(LEAST_POT).current() * WHOLE;
        require(pot >= least && pot != 0, Grants_PotTooSmall(pot, least));

        collected = 0;
        uint256 closesAt = block.timestamp + _loadProvision(ROUND).current() * 1 days;
        uint256 counted = _countedOf(pot);
        Round storage round = _rounds[++roundId];
        roundCount = roundId;
        round.word = toRoundWord(closesAt, counted);
        round.pot = pot.toUint96();
        round.left = pot.toUint96();
        round.openedAt = block.timestamp.toUint40();
        round.firstProjectId = (projectCount + 1).toUint24();
        round.advance = _loadProvision(ADVANCE).current().toUint16();
        round.acceptance = _loadProvision(ACCEPTANCE).current().toUint16();
        round.windowDays = _loadProvision(CLAIM_WINDOW).current().toUint16();
        emit RoundOpened(roundId, pot, counted * STEP, _registerUntil(round), closesAt, round.advance, round.acceptance);
    }

    /// @inheritdoc IGrants
    function closeRound() external returns (uint256 roundId) {
        roundId = roundCount;
        require(roundId != 0, Grants_NotClosable(0, 0));
        Round storage round = _rounds[roundId];
        bool isOpen = round.outcome == RoundOutcome.Open;
        uint256 closesAt = isOpen ? round.word.closesAt() : 0;
        require(isOpen && block.timestamp >= closesAt, Grants_NotClosable(roundId, closesAt));

        (uint256 donors, uint256 weight) = (round.word.donors(), round.word.weight());
        bool isMatched = donors >= LEAST_DONORS && weight != 0;
        uint256 claimableUntil = isMatched ? block.timestamp + uint256(round.windowDays) * 1 days : 0;
        round.outcome = isMatched ? RoundOutcome.Matched : RoundOutcome.Unmatched;
        round.claimableUntil = claimableUntil.toUint40();
        emit RoundClosed(roundId, isMatched, donors, weight, claimableUntil);
        if (!isMatched) _returnRest(roundId, round);
    }

    /// @inheritdoc IGrants
    function returnRest(uint256 roundId) external returns (uint256 amount) {
        Round storage round = _round(roundId);
        require(round.outcome != RoundOutcome.Open, Grants_NotClosed(roundId, round.word.closesAt()));
        uint256 claimableUntil = round.claimableUntil;
        require(block.timestamp > claimableUntil, Grants_ClaimingRuns(roundId, claimableUntil));
        return _returnRest(roundId, round);
    }

    /* PROJECTS */

    /// @inheritdoc IGrants
    function register(address recipient, string calldata title, string calldata uri)
        external
        returns (uint256 projectId)
    {
        uint256 roundId = roundCount;
        uint256 citizenId = _requireRegistering(roundId);
        bool isValid = recipient != address(0) && recipient != address(this) && recipient != address(COIN);
        require(isValid, Grants_InvalidRecipient(recipient));
        require(bytes(title).length != 0, Grants_TextOutOfBounds(0, MOST_TITLE_BYTES));
        _requireFitting(bytes(title).length, MOST_TITLE_BYTES);
        _requireFitting(bytes(uri).length, MOST_URI_BYTES);

        registeredIn[citizenId] = roundId;
        ++_rounds[roundId].projects;
        // Whoever receives may move to another key before the round ends.
        uint256 recipientId = CITIZENSHIP.citizenOf(recipient);
        projectId = _record(roundId, citizenId, recipient, recipientId);
        _projects[projectId].title = title;
        _projects[projectId].uri = uri;
        emit ProjectRegistered(projectId, roundId, citizenId, recipient, recipientId, title, uri);
    }

    /// @inheritdoc IGrants
    function settle(uint256 projectId) external returns (uint256 gifts, uint256 matching) {
        Project storage project = _project(projectId);
        uint256 roundId = project.sums.roundId();
        Round storage round = _rounds[roundId];
        require(round.outcome != RoundOutcome.Open, Grants_NotClosed(roundId, round.word.closesAt()));
        (gifts, matching) = _dueOf(project, round);
        require(gifts + matching != 0, Grants_NothingDue(projectId));

        project.isSettled = true;
        project.matched += matching.toUint96();
        round.left -= matching.toUint96();
        // Gifts change hands, and are taxed as a transfer would be. The nation's own money is not. Rounded down, as the coin does.
        uint256 tax = gifts * _taxRate() / BASIS_POINTS;
        gifts -= tax;
        emit ProjectSettled(projectId, gifts, tax, matching);
        _credit(address(COIN), project.recipient, project.recipientId, gifts + matching);
        if (tax != 0) COIN.safeTransfer(address(TREASURY), tax);
    }

    /* READING */

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IGrants).interfaceId || interfaceId == type(IPayouts).interfaceId
            || interfaceId == type(IProvisions).interfaceId || interfaceId == type(IERC1363Receiver).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _requireFitting(uint256 length, uint256 max) private pure {
        require(length <= max, Grants_TextOutOfBounds(length, max));
    }

    /// @dev The citizen who registers a project of that round.
    function _requireRegistering(uint256 roundId) private view returns (uint256 citizenId) {
        uint256 registerUntil = _registerUntil(_round(roundId));
        require(block.timestamp <= registerUntil, Grants_RegistrationOver(roundId, registerUntil));
        citizenId = _requireVoter(msg.sender);
        require(registeredIn[citizenId] != roundId, Grants_AlreadyRegistered(citizenId, roundId));
    }

    function _record(uint256 roundId, uint256 citizenId, address recipient, uint256 recipientId)
        private
        returns (uint256 projectId)
    {
        projectId = ++projectCount;
        Project storage project = _projects[projectId.toUint24()];
        project.sums = toSumsWord(roundId);
        project.recipient = recipient;
        project.recipientId = recipientId.toUint32();
        project.registeredBy = citizenId.toUint32();
    }

    /// @dev How much counts of each citizen, in steps: never nothing.
    function _countedOf(uint256 pot) private view returns (uint256) {
        uint256 counted = _loadProvision(COUNTED).current() * WHOLE;
        // Whoever leaves before a round makes it no larger for those who stay.
        if (counted == 0) counted = pot / Math.max(1, CITIZENSHIP.quorumBase(block.timestamp - 1));
        return Math.min(MOST_STEPS, Math.max(1, counted / STEP));
    }

    function _returnRest(uint256 roundId, Round storage round) private returns (uint256 amount) {
        amount = round.left;
        require(amount != 0, Grants_NothingLeft(roundId));

        round.left = 0;
        emit RestReturned(roundId, amount);
        COIN.safeTransfer(address(TREASURY), amount);
    }

    /// @dev In basis points. If this contract's exemption is taken away, the coin taxes the claim instead.
    function _taxRate() private view returns (uint256) {
        bool isTaxedWhenSent = uint256(COIN.exemptionOf(address(this))) & uint256(Exemption.Sending) == 0;
        return isTaxedWhenSent ? 0 : COIN.taxRate();
    }
}
