namespace MyoclonusSignal.Synthesis;

/// <summary>One column of a simulated recording.</summary>
/// <param name="Name">The name without its unit: <c>emg_ta</c>, <c>acc_x</c>.</param>
/// <param name="Unit">The unit (<c>uV</c>, <c>g</c>), or <see langword="null"/> for a converter's counts.</param>
/// <param name="Samples">The samples in that unit; a missing one is <see cref="double.NaN"/>.</param>
public sealed record SimulatedSignal(string Name, string? Unit, double[] Samples)
{
    /// <summary>Gets the heading of a CSV column: <c>emg_ta [uV]</c>, or the bare name where there is no unit.</summary>
    public string Header => Unit is null ? Name : $"{Name} [{Unit}]";
}
