// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPayouts} from "../kernel/IPayouts.sol";

/// @notice What became of a round's pot.
/// @dev Open -> Matched | Unmatched. Both are final.
enum RoundOutcome {
    /// Gifts are taken, or it waits to be closed.
    Open,
    /// The pot is the projects', as they are matched.
    Matched,
    /// Too few gave: the pot went back to the treasury.
    Unmatched
}

/// @notice A round as a reader sees it. Moments are in seconds since 1970, amounts in base units of coin.
/// @param outcome What became of the pot.
/// @param openedAt When it was opened.
/// @param registerUntil Until when projects are registered.
/// @param closesAt From when on it takes no more gifts, and anyone can close it.
/// @param claimableUntil Until when projects are matched; 0 until it is closed, and of one that is not matched.
/// @param pot What the nation gives.
/// @param left What no project was owed yet, and has not gone back to the treasury.
/// @param counted How much each citizen can give in the round, in all.
/// @param donors How many citizens gave.
/// @param weight The sum of the projects' weights, by which the pot is divided.
/// @param firstProjectId The number of its first project.
/// @param projects How many projects it has. Their numbers follow each other.
/// @param advance How much of its matching a project is owed without acceptance, in basis points.
/// @param acceptance Which share of a project's donors accepts it, in basis points.
struct RoundView {
    RoundOutcome outcome;
    uint256 openedAt;
    uint256 registerUntil;
    uint256 closesAt;
    uint256 claimableUntil;
    uint256 pot;
    uint256 left;
    uint256 counted;
    uint256 donors;
    uint256 weight;
    uint256 firstProjectId;
    uint256 projects;
    uint256 advance;
    uint256 acceptance;
}

/// @notice A project as a reader sees it. Amounts are in base units of coin.
/// @param roundId The round in which it was registered.
/// @param recipient The account that was named to receive.
/// @param recipientId The citizen whose account it was then, who receives whatever the account; 0 if it was nobody's.
/// @param registeredBy The citizen who registered it.
/// @param title Its name.
/// @param uri Where more is told of it.
/// @param given What citizens gave it.
/// @param donors How many citizens gave.
/// @param heads Its share of the donors' heads, each of which has 840 parts.
/// @param weight The square of the sum of the gifts' roots, less the gifts.
/// @param matching What it gets of the pot: of an open round, what it would get if ten citizens gave; of an unmatched one, 0.
/// @param accepted How many of its donors accepted it.
/// @param needed How many of its donors have to.
/// @param matched What of its matching it was owed so far.
/// @param isSettled Whether it was owed the gifts.
struct ProjectView {
    uint256 roundId;
    address recipient;
    uint256 recipientId;
    uint256 registeredBy;
    string title;
    string uri;
    uint256 given;
    uint256 donors;
    uint256 heads;
    uint256 weight;
    uint256 matching;
    uint256 accepted;
    uint256 needed;
    uint256 matched;
    bool isSettled;
}

/// @notice What a citizen gave a project.
/// @param projectId The project.
/// @param amount How much, in base units of coin.
/// @param isAccepted Whether the citizen accepted the project.
struct Gift {
    uint256 projectId;
    uint256 amount;
    bool isAccepted;
}

/// @title  Grants
/// @notice Public money for what citizens give to: in each round, a pot of the treasury is divided by quadratic funding among
///         citizens, one person whatever accounts. No project gets more of the pot than its share of the donors.
/// @dev The provisions are `round` (days that a round lasts), `counted` (whole coins that a citizen can give in a round; 0 for the
///      pot divided by the citizens), `leastPot` (whole coins that a round takes), `advance` (basis points of its matching
///      that a project gets without acceptance), `acceptance` (basis points of a project's donors who accept it) and
///      `claimWindow` (days in which projects are accepted and matched). A round keeps those that it was opened with.
interface IGrants is IPayouts {
    /* EVENTS */

    /// @notice Emitted when coin comes in for the next round: from the treasury, or from whoever gives it.
    /// @param collected What the next round has now.
    event PotGrown(address indexed from, uint256 amount, uint256 collected);

    /// @notice Emitted when a round is opened.
    event RoundOpened(
        uint256 indexed roundId,
        uint256 pot,
        uint256 counted,
        uint256 registerUntil,
        uint256 closesAt,
        uint256 advance,
        uint256 acceptance
    );

    /// @notice Emitted when a project is registered.
    /// @param recipientId The citizen who receives; 0 if the account itself does.
    event ProjectRegistered(
        uint256 indexed projectId,
        uint256 indexed roundId,
        uint256 indexed registeredBy,
        address recipient,
        uint256 recipientId,
        string title,
        string uri
    );

    /// @notice Emitted when a citizen gives to a project.
    event Contributed(uint256 indexed projectId, uint256 indexed citizenId, uint256 amount);

    /// @notice Emitted when a round is closed. If it is not matched, its pot goes back to the treasury.
    /// @param donors How many citizens gave.
    /// @param weight The sum of the projects' weights: without any, no project has two donors.
    /// @param claimableUntil Until when projects are matched; 0 if they are not.
    event RoundClosed(uint256 indexed roundId, bool isMatched, uint256 donors, uint256 weight, uint256 claimableUntil);

    /// @notice Emitted when a donor accepts what a project did.
    event GrantAccepted(uint256 indexed projectId, uint256 indexed citizenId, uint256 accepted, uint256 needed);

    /// @notice Emitted when a project is owed gifts, less the tax that the treasury got, or matching.
    event ProjectSettled(uint256 indexed projectId, uint256 gifts, uint256 tax, uint256 matching);

    /// @notice Emitted when what no project got goes back to the treasury.
    event RestReturned(uint256 indexed roundId, uint256 amount);

    /* ERRORS */

    /// @notice The budget is not one of the civic coin: have the government open one.
    error Grants_ForeignBudget(uint256 budgetId, address asset);

    /// @notice The budget has nothing to collect now: collect when its period gives more.
    error Grants_NothingToCollect(uint256 budgetId);

    /// @notice A round runs already: open the next one when it is closed.
    error Grants_RoundRuns(uint256 roundId, uint256 closesAt);

    /// @notice A round takes more coin: collect a budget, or wait until one gives more.
    error Grants_PotTooSmall(uint256 collected, uint256 least);

    /// @notice No round waits to be closed: it runs until `closesAt`, in seconds since 1970; 0 if none is open.
    error Grants_NotClosable(uint256 roundId, uint256 closesAt);

    /// @notice The round takes no projects any more: register in the first half of the next one.
    error Grants_RegistrationOver(uint256 roundId, uint256 registerUntil);

    /// @notice Only citizens whose votes are awake can do this: become one, or wait until your vote wakes.
    error Grants_MayNotVote(address account);

    /// @notice A citizen registers one project in a round: have another citizen register this one.
    error Grants_AlreadyRegistered(uint256 citizenId, uint256 roundId);

    /// @notice No project can be paid there: name an account of whoever receives.
    error Grants_InvalidRecipient(address recipient);

    /// @notice The text is too long, or the title is empty: give at most `max` bytes.
    error Grants_TextOutOfBounds(uint256 length, uint256 max);

    /// @notice Only the civic coin can call this: give by sending coin with transferAndCall.
    error Grants_NotTheCoin(address caller);

    /// @notice A citizen gives the own coin: send your own, not that of an allowance.
    error Grants_SentForAnother(address operator, address from);

    /// @notice The payment names no project: send its number in 32 bytes, or nothing to give to the pot.
    error Grants_MalformedData(uint256 length);

    /// @notice There is no such project: projects are numbered from 1 in their order.
    error Grants_UnknownProject(uint256 projectId);

    /// @notice There is no such round: rounds are numbered from 1 in their order.
    error Grants_UnknownRound(uint256 roundId);

    /// @notice The project's round takes no gifts any more: pay the recipient by a transfer.
    error Grants_RoundOver(uint256 roundId, uint256 closesAt);

    /// @notice Gifts are whole steps of a millionth of a coin: give a multiple of it, and not nothing.
    error Grants_NotInSteps(uint256 amount, uint256 step);

    /// @notice That is more than counts of a citizen in the round: give at most `left`, and the rest by a transfer to the recipient.
    error Grants_MoreThanCounts(uint256 citizenId, uint256 amount, uint256 left);

    /// @notice A citizen gives to eight projects in a round: give more to one of these.
    error Grants_TooManyProjects(uint256 citizenId, uint256 max);

    /// @notice The project's round is not closed: close it when it is over.
    error Grants_NotClosed(uint256 roundId, uint256 closesAt);

    /// @notice The project is owed nothing now: it got all, or waits for its donors to accept it.
    error Grants_NothingDue(uint256 projectId);

    /// @notice Nothing can be accepted there: projects are accepted once their round is matched, until `claimableUntil`, in seconds
    ///         since 1970; 0 if it is not.
    error Grants_NotAcceptable(uint256 projectId, uint256 claimableUntil);

    /// @notice Only who gave to the project accepts it, and once.
    error Grants_NotYoursToAccept(uint256 projectId, uint256 citizenId);

    /// @notice Projects can still be matched: return the rest after `claimableUntil`, in seconds since 1970.
    error Grants_ClaimingRuns(uint256 roundId, uint256 claimableUntil);

    /// @notice Nothing is left of this round: there is nothing to return.
    error Grants_NothingLeft(uint256 roundId);

    /* ROUNDS */

    /// @notice Draws all that a budget of this contract has now, for the next round.
    /// @dev Emits {PotGrown}.
    /// @param budgetId A budget of the treasury, of which this contract is the spender.
    /// @return amount How much, in base units of coin.
    /// @custom:access anyone: for a budget that the government gave this contract
    /// @custom:reverts Grants_ForeignBudget if the budget is not one of the civic coin.
    /// @custom:reverts Treasury_UnknownBudget if there is no such budget.
    /// @custom:reverts Treasury_BudgetEnded if it has ended.
    /// @custom:reverts Treasury_NotSpender if it is not this contract's.
    /// @custom:reverts Grants_NothingToCollect if it has nothing now.
    function collect(uint256 budgetId) external returns (uint256 amount);

    /// @notice Opens a round with all that was collected.
    /// @dev Emits {RoundOpened}.
    /// @return roundId The number of the round, from 1.
    /// @custom:access anyone: once enough is collected, and no round is open
    /// @custom:reverts Grants_RoundRuns if the last round is not closed.
    /// @custom:reverts Grants_PotTooSmall if less was collected than a round takes.
    function openRound() external returns (uint256 roundId);

    /// @notice Closes the round that is over. If ten citizens gave and a project has two donors, projects are matched.
    ///         Else the pot goes back to the treasury.
    /// @dev Emits {RoundClosed}, and {RestReturned} if it is not matched.
    /// @return roundId The number of the round.
    /// @custom:access anyone: once the round is over
    /// @custom:reverts Grants_NotClosable if no round is open, or it is too early.
    function closeRound() external returns (uint256 roundId);

    /// @notice Sends what no project got of a round back to the treasury.
    /// @dev Emits {RestReturned}.
    /// @param roundId The round.
    /// @return amount How much, in base units of coin.
    /// @custom:access anyone: once its projects can no longer be matched
    /// @custom:reverts Grants_UnknownRound if there is no such round.
    /// @custom:reverts Grants_NotClosed if it is not closed.
    /// @custom:reverts Grants_ClaimingRuns if it is too early.
    /// @custom:reverts Grants_NothingLeft if nothing is left.
    function returnRest(uint256 roundId) external returns (uint256 amount);

    /* PROJECTS */

    /// @notice Registers a project in the round that runs, in its first half. A citizen registers one in a round.
    /// @dev Emits {ProjectRegistered}.
    /// @param recipient Who receives: whoever holds the account's citizenship, or the account if it is nobody's.
    /// @param title The name, in 1 to 96 bytes.
    /// @param uri Where more is told of it, in at most 256 bytes.
    /// @return projectId The number of the project, from 1.
    /// @custom:access citizen
    /// @custom:reverts Grants_UnknownRound if there was no round yet.
    /// @custom:reverts Grants_RegistrationOver if it is too late.
    /// @custom:reverts Grants_MayNotVote if the caller holds no citizenship whose vote is awake.
    /// @custom:reverts Grants_AlreadyRegistered if the citizen registered one in this round.
    /// @custom:reverts Grants_InvalidRecipient if the recipient is the zero address, this contract or the coin.
    /// @custom:reverts Grants_TextOutOfBounds if a text is too long, or the title is empty.
    function register(address recipient, string calldata title, string calldata uri)
        external
        returns (uint256 projectId);

    /// @notice Takes coin that was sent with the coin's `transferAndCall`: a citizen's gift to the project whose number the
    ///         data holds, or anyone's gift to the next round's pot if the data is empty.
    /// @dev Emits {Contributed} or {PotGrown}.
    /// @param operator The account that called the coin.
    /// @param from The account that paid, which must be the operator.
    /// @param value The net amount, in base units.
    /// @param data The number of a project in 32 bytes, or nothing.
    /// @return The function's selector, which accepts the payment.
    /// @custom:access anyone: the civic coin alone, which gives what is sent with transferAndCall
    /// @custom:reverts Grants_NotTheCoin if the caller is not the civic coin.
    /// @custom:reverts Grants_SentForAnother if the coin came from an allowance.
    /// @custom:reverts Grants_MalformedData if the data is neither empty nor 32 bytes.
    /// @custom:reverts Grants_UnknownProject if there is no such project.
    /// @custom:reverts Grants_RoundOver if its round takes no more gifts.
    /// @custom:reverts Grants_MayNotVote if the sender holds no citizenship whose vote is awake.
    /// @custom:reverts Grants_NotInSteps if the value is no multiple of a millionth of a coin, or 0.
    /// @custom:reverts Grants_MoreThanCounts if it is more than counts of the citizen in the round.
    /// @custom:reverts Grants_TooManyProjects if the citizen gave to eight other projects.
    function onTransferReceived(address operator, address from, uint256 value, bytes calldata data)
        external
        returns (bytes4);

    /// @notice Accepts what a project did, to which the caller gave. Once enough of its donors did, it is owed all of its matching.
    /// @dev Emits {GrantAccepted}.
    /// @param projectId The project.
    /// @custom:access citizen: who gave to the project
    /// @custom:reverts Grants_UnknownProject if there is no such project.
    /// @custom:reverts Grants_NotAcceptable if its round is not matched, or it is too late.
    /// @custom:reverts Grants_MayNotVote if the caller holds no citizenship whose vote is awake.
    /// @custom:reverts Grants_NotYoursToAccept if the citizen did not give to it, or accepted it before.
    function accept(uint256 projectId) external;

    /// @notice Owes a project what is due to it: its gifts less tax, and what it gets of the pot as far as it was accepted.
    ///         The recipient claims it, or anyone for the recipient.
    /// @dev Emits {ProjectSettled} and Credited.
    /// @param projectId The project.
    /// @return gifts What it was owed of gifts, in base units of coin.
    /// @return matching What it was owed of the pot, in base units of coin.
    /// @custom:access anyone: once its round is closed
    /// @custom:reverts Grants_UnknownProject if there is no such project.
    /// @custom:reverts Grants_NotClosed if its round is not closed.
    /// @custom:reverts Grants_NothingDue if nothing is due.
    function settle(uint256 projectId) external returns (uint256 gifts, uint256 matching);

    /* READING */

    /// @notice How many citizens have to give for a round to be matched.
    // solhint-disable-next-line func-name-mixedcase
    function LEAST_DONORS() external view returns (uint256);

    /// @notice To how many projects a citizen can give in a round.
    // solhint-disable-next-line func-name-mixedcase
    function MOST_PROJECTS() external view returns (uint256);

    /// @notice What gifts are multiples of, in base units of coin.
    function STEP() external view returns (uint256); // solhint-disable-line func-name-mixedcase

    /// @notice What was collected for the next round, in base units of coin.
    function collected() external view returns (uint256);

    /// @notice How many rounds were opened. Their numbers run from 1 to this one.
    function roundCount() external view returns (uint256);

    /// @notice A round.
    /// @custom:reverts Grants_UnknownRound if there is none of that number.
    function roundOf(uint256 roundId) external view returns (RoundView memory);

    /// @notice How many projects were registered, in all rounds. Their numbers run from 1 to this one.
    function projectCount() external view returns (uint256);

    /// @notice A project.
    /// @custom:reverts Grants_UnknownProject if there is none of that number.
    function projectOf(uint256 projectId) external view returns (ProjectView memory);

    /// @notice What a citizen gave in a round: at most eight gifts, the first one first.
    function giftsOf(uint256 roundId, uint256 citizenId) external view returns (Gift[] memory);

    /// @notice The last round in which a citizen registered a project; 0 if there was none.
    function registeredIn(uint256 citizenId) external view returns (uint256 roundId);

    /// @notice What a project is due now and was not owed yet, before tax, in base units of coin; nothing before its round is closed.
    /// @custom:reverts Grants_UnknownProject if there is no such project.
    /// @return gifts Of the gifts.
    /// @return matching Of the pot.
    function dueOf(uint256 projectId) external view returns (uint256 gifts, uint256 matching);
}
