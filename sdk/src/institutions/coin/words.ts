import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

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
  seen: {
    transfer: "Everybody can see for good who paid whom, and how much.",
    transferNet: "Everybody can see for good who paid whom, and how much.",
    transferFrom: "Everybody can see for good who paid whom, and how much.",
    transferNetFrom: "Everybody can see for good who paid whom, and how much.",
    transferAndCall: "Everybody can see for good who paid whom, and how much.",
    transferFromAndCall: "Everybody can see for good who paid whom, and how much.",
    transferWithAuthorization: "Everybody can see for good who paid whom, and how much.",
    receiveWithAuthorization: "Everybody can see for good who paid whom, and how much.",
    approve: "Everybody can see how much of your coin {spender} may spend.",
    approveAndCall: "Everybody can see how much of your coin {spender} may spend.",
  },
  returned: {
    transfer: "It comes back only if whoever gets it pays it back.",
    transferNet: "It comes back only if whoever gets it pays it back.",
    transferAndCall: "What {to} does with it decides what of it comes back.",
    transferFrom: "It is not your coin that moves, but what {from} allowed you.",
    transferNetFrom: "It is not your coin that moves, but what {from} allowed you.",
    transferFromAndCall: "It is not your coin that moves, but what {from} allowed you.",
    transferWithAuthorization: "It is not your coin that moves, but that of {from}.",
    receiveWithAuthorization: "It is not your coin that moves, but that of {from}.",
    approve: "Nothing moves before {spender} takes it. You can take the permission back until then.",
    approveAndCall: "Nothing moves before {spender} takes it. You can take the permission back until then.",
  },
});
