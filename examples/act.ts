import { bps, civic, seconds, type NationClient } from "@civitas/sdk";

export async function act(nation: NationClient, to: string): Promise<void> {
  const payment = { to, amount: civic.parse("10") };

  // Send it and wait until it is included; the result says what happened by name.
  const { received, tax } = await nation.coin.transfer.wait(payment);
  // Send it, to show its hash before it is included: await sent.wait() is the rest of the above.
  const sent = await nation.coin.transfer(payment);
  console.log(sent.hash);
  // Try it without sending: throws what sending would.
  await nation.coin.transfer.simulate(payment);
  // What would it cost?
  const { gas, cost } = await nation.coin.transfer.estimate(payment);
  // Describe it, so that what one person can do the nation can decide.
  const calls = [
    nation.coin.tryProvision.call({
      key: "taxRate",
      value: bps.percent("0.5"),
      period: seconds.days(30),
    }),
    nation.treasury.pay.call({ to, amount: { coin: tax }, purpose: "Thanks" }),
  ];
  const { proposal } = await nation.governor.propose.wait({
    calls,
    description: "Try a lower tax",
  });

  // A day later, when the voting has begun; and again when it is over, and after the government's wait.
  const { state, houses } = await nation.governor.status({ proposalId: proposal.id });
  if (state === "active")
    await nation.governor.vote.wait({ proposalId: proposal.id, support: "for" });
  if (state === "succeeded") await nation.governor.queue.wait(proposal);
  if (state === "queued") await nation.governor.execute.wait(proposal);
  console.log({ received, gas, cost, carried: houses.citizens.carried && !houses.stake.objects });
}
