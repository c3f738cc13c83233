namespace MyoclonusSignal.Fuzz;

/// <summary>One door through which bytes of others come in.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Seeds">Valid inputs that the mutation begins with.</param>
/// <param name="Read">Takes an input; may throw only what the command turns into an exit code that is documented.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read);
