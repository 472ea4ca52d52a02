import { callWords } from "../../core/call-words";

export const words = callWords("coin", {
  sentences: {
    transferWithAuthorization: "Deliver a payment of {value} that {from} signed for {to}",
    receiveWithAuthorization: "Take a payment of {value} that {from} signed for {to}",
    cancelAuthorization: "Deliver the cancellation of a payment that {authorizer} signed",
    transferNet: "Pay {to} so much that {net} arrives",
    transferNetFrom: "Pay {to} out of what {from} allowed so much that {net} arrives",
    transfer: "Pay {value} to {to}",
    transferAndCall: "Pay {value} to {to}, and call it",
    transferFromAndCall: "Pay {value} out of what {from} allowed to {to}, and call it",
    approve: "Allow {spender} to spend {value}",
    approveAndCall: "Allow {spender} to spend {value}, and call it",
    transferFrom: "Pay {value} out of what {from} allowed to {to}",
    permit: "Deliver the permission that {owner} signed for {spender}, to spend {value}",
    setExemption: "Let payments of {account} be exempt from tax: {newExemption}",
    fixExemption: "Exempt {account} from tax for good",
    mint: "Create {amount} for {to}",
    setAuthority: "Put the coin under another authority: {newAuthority}",
  },
  kinds: {
    value: "civic",
    amount: "civic",
    net: "civic",
    newExemption: ["none", "what it sends", "what it receives", "what it sends and receives"],
  },
  provisions: {
    taxRate: ["the tax rate", "a tax"],
    yearlyMint: ["the limit of coin created in a year", "a limit of coin created in a year"],
  },
});
