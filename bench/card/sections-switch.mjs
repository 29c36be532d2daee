// Loaded into the deals service by the bench alone: with each SIGUSR2 it stops keeping sections and marks, or goes on. The
// product has no such switch.
if (process.argv[1]?.endsWith('/apps/deals/dist/main.js')) {
  const { DealSectionSource } = await import(process.argv[1].replace('main.js', 'card/deal-section.source.js'));
  const kept = DealSectionSource.prototype.clientsOf;
  let keeps = true;
  DealSectionSource.prototype.clientsOf = function clientsOf(...told) {
    return keeps ? kept.apply(this, told) : [];
  };
  process.on('SIGUSR2', () => {
    keeps = !keeps;
  });
}
