// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A founding citizen's consent, as it was signed; without a signature the citizen is invited.
/// @param deadline Until when the signed request counts, in seconds since 1970.
/// @param signature The applicant's signature of the citizenship's `AdmissionRequest`.
struct Consent {
    uint40 deadline;
    bytes signature;
}

/// @notice An office that the charter fills.
/// @param role The role that the office opens.
/// @param holder The founding citizen's account.
/// @param term How long the office lasts from the appointment, in seconds.
struct Office {
    uint64 role;
    address holder;
    uint40 term;
}

/// @title  Nation deployer
/// @notice Carries out a plan to which its creation commits, step by step, and can do nothing else. While a nation is founded it
///         is the government. The last step gives that to the timelock, and no step is left.
///
/// A plan is a chain of hashes: `plan = keccak256(step 1, keccak256(step 2, ... keccak256(step n, 0)))`. Each function takes one
/// step and `rest`, the plan of what remains, and works only if the two hash to what is due. A step names the nation's own
/// contracts by their index, so that it holds none of their addresses: they follow from the deployer's address, which follows
/// from the plan.
interface INationDeployer {
    /* EVENTS */

    /// @notice Emitted when a contract is deployed. `index` is its place among them, from 0.
    event Deployed(uint256 indexed index, address indexed account);

    /// @notice Emitted with each step that is done. `number` is its place in the plan, from 1.
    event StepPerformed(uint256 indexed number, bytes32 rest);

    /// @notice Emitted for a founding citizen whose consent holds, and who is a citizen now.
    event FounderAdmitted(address indexed applicant, uint256 indexed citizenId);

    /// @notice Emitted for a founding citizen who gave no consent, or whose consent does not hold: who accepts is a citizen.
    event FounderInvited(address indexed applicant, uint40 until);

    /// @notice Emitted for an office that stays open, since the charter's officer is not a citizen yet.
    event OfficeLeftOpen(uint64 indexed role, address indexed holder);

    /* ERRORS */

    /// @notice The plan has another step here: bring the step that is due, exactly as it was planned. After the last step `due`
    ///         is 0, and nothing works any more.
    error NationDeployer_NotInPlan(bytes32 given, bytes32 due);

    /// @notice The deployer has no such index: choose one below the count.
    error NationDeployer_BeyondLast(uint256 index, uint256 count);

    /// @notice A patch lies outside the step's data: the plan was made wrongly.
    error NationDeployer_PatchOutside(uint256 offset, uint256 length);

    /// @notice The creation code left no contract behind: give enough gas.
    error NationDeployer_NothingDeployed(uint256 index);

    /// @notice The step calls an account that has no code: the plan was made wrongly.
    error NationDeployer_NoContract(address account);

    /// @notice Only the founder begins: bring the first step from the founder's account.
    error NationDeployer_NotFounder(address caller, address founder);

    /// @notice There must be one consent for each applicant: leave its signature empty where somebody gave none.
    error NationDeployer_WrongCount(uint256 given, uint256 needed);

    /// @notice Until then only the founder decides that this applicant is invited: bring everyone's consent, or wait.
    error NationDeployer_ConsentMissing(address applicant, uint256 until);

    /// @notice An applicant's consent is examined with a fixed amount of gas: send the step with at least that much more.
    error NationDeployer_GasTooLow(uint256 gas, uint256 needed);

    /* READING */

    /// @notice The whole plan.
    function PLAN() external view returns (bytes32); // solhint-disable-line func-name-mixedcase

    /// @notice Who founds; zero if anyone may begin. It gives no power except to bring the first step, and to say, in the first days
    ///         after it, who is invited instead of admitted.
    function FOUNDER() external view returns (address); // solhint-disable-line func-name-mixedcase

    /// @notice The moment of the deployer's creation, in seconds since 1970.
    function CREATED_AT() external view returns (uint256); // solhint-disable-line func-name-mixedcase

    /// @notice The moment of the first step, in seconds since 1970; 0 before it.
    function begunAt() external view returns (uint256);

    /// @notice What remains of the plan; 0 when it is done.
    function remaining() external view returns (bytes32);

    /// @notice The number of steps that are done.
    function stepCount() external view returns (uint256);

    /// @notice The number of contracts deployed, which is also the index of the next one.
    function deployedCount() external view returns (uint256);

    /// @notice The address of a contract, whether it is deployed already or not.
    /// @param index The contract's place in the order, from 0; 255 is the deployer itself.
    /// @custom:reverts NationDeployer_BeyondLast if the index is from 127 to 254, or above 255.
    function addressOf(uint256 index) external view returns (address);

    /* THE STEPS: the founder brings the first one, anyone the others. */

    /// @notice Takes a step that deploys a contract. A constructor's revert reason is passed on unchanged.
    /// @dev Emits {Deployed} and {StepPerformed}.
    /// @param template The creation code with its constructor's arguments, and zeros where patches go.
    /// @param patches Four bytes each: where in the template a word begins (3), and the index of whose address fills it (1).
    /// @param rest The plan of what remains afterwards.
    /// @return account The contract's address, as {addressOf} predicts it.
    /// @custom:access anyone: with the step that is due
    /// @custom:reverts NationDeployer_NotInPlan if that is not the step that is due.
    /// @custom:reverts NationDeployer_NotFounder if it is the first step and somebody else than the founder brings it.
    /// @custom:reverts NationDeployer_BeyondLast if the deployer has deployed 127 contracts.
    /// @custom:reverts NationDeployer_PatchOutside if a patch does not lie within the template.
    /// @custom:reverts NationDeployer_NothingDeployed if the creation code leaves no contract and gives no reason.
    function create(bytes calldata template, bytes calldata patches, bytes32 rest) external returns (address account);

    /// @notice Takes a step that calls a contract. Its revert reason is passed on unchanged.
    /// @dev Emits {StepPerformed}.
    /// @param index The contract's index.
    /// @param template The call's data, with zeros where patches go.
    /// @param patches As for {create}.
    /// @param rest The plan of what remains afterwards.
    /// @custom:access anyone: with the step that is due
    /// @custom:reverts NationDeployer_NotInPlan if that is not the step that is due.
    /// @custom:reverts NationDeployer_NotFounder if it is the first step and somebody else than the founder brings it.
    /// @custom:reverts NationDeployer_PatchOutside if a patch does not lie within the template.
    /// @custom:reverts NationDeployer_NoContract if there is no contract at that index.
    function call(uint8 index, bytes calldata template, bytes calldata patches, bytes32 rest) external;

    /// @notice Takes a step that lets founding citizens in: whose consent holds is admitted, everyone else is invited. No
    ///         applicant can make it fail.
    /// @dev Emits {FounderAdmitted} or {FounderInvited} for each, and {StepPerformed}.
    /// @param index The citizenship's index.
    /// @param dossier What every applicant has signed: the charter's digest.
    /// @param applicants The accounts of the founding citizens.
    /// @param period How long an invitation lasts, in seconds.
    /// @param consents One for each applicant. The plan does not contain them.
    /// @param rest The plan of what remains afterwards.
    /// @custom:access anyone: with the step that is due
    /// @custom:reverts NationDeployer_NotInPlan if that is not the step that is due.
    /// @custom:reverts NationDeployer_NotFounder if it is the first step and somebody else than the founder brings it.
    /// @custom:reverts NationDeployer_WrongCount if there are not as many consents as applicants.
    /// @custom:reverts NationDeployer_ConsentMissing if somebody else than the founder would invite an applicant in the first
    ///                 seven days after the first step.
    /// @custom:reverts NationDeployer_GasTooLow if the gas does not suffice to examine a consent.
    function admit(
        uint8 index,
        bytes32 dossier,
        address[] calldata applicants,
        uint40 period,
        Consent[] calldata consents,
        bytes32 rest
    ) external;

    /// @notice Takes the step that fills offices and hands over: nobody holds an office while the deployer is the government. An
    ///         office stays open if its officer is not a citizen. The call's revert reason is passed on unchanged.
    /// @dev Emits {OfficeLeftOpen} for each that stays open, and {StepPerformed}.
    /// @param index The constitution's index.
    /// @param offices The offices.
    /// @param template The call by which the constitution gets its new government, as for {call}.
    /// @param patches As for {create}.
    /// @param rest The plan of what remains afterwards.
    /// @custom:access anyone: with the step that is due
    /// @custom:reverts NationDeployer_NotInPlan if that is not the step that is due.
    /// @custom:reverts NationDeployer_NotFounder if it is the first step and somebody else than the founder brings it.
    /// @custom:reverts NationDeployer_PatchOutside if a patch does not lie within the template.
    function handOver(
        uint8 index,
        Office[] calldata offices,
        bytes calldata template,
        bytes calldata patches,
        bytes32 rest
    ) external;
}
