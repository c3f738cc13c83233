namespace MyoclonusSignal.Benchmarks;

/// <summary>Normal deviates for signals of a making other than the simulator's, which has a source of its own.</summary>
internal static class NormalDeviates
{
    /// <summary>Gives a deviate of mean 0 and variance 1, as Box and Muller make it, from two uniform ones.</summary>
    public static double NextNormal(this Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
