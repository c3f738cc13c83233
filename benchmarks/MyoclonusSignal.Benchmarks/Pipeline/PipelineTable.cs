using System.Globalization;

namespace MyoclonusSignal.Benchmarks.Pipeline;

/// <summary>The stages of the job on one recording, and the totals of the same run.</summary>
/// <param name="Totals">The totals.</param>
/// <param name="Stages">The stages by name, in nanoseconds a sample; together they are the whole job.</param>
internal sealed record PipelineTable(PipelineTotals Totals, IReadOnlyList<(string Name, double Nanoseconds)> Stages)
{
    /// <summary>Writes the stages in noise and with dense jerks side by side, as a table of Markdown.</summary>
    /// <param name="noise">In noise.</param>
    /// <param name="jerks">With dense jerks.</param>
    /// <param name="output">Receives the table.</param>
    public static void Write(PipelineTable noise, PipelineTable jerks, TextWriter output)
    {
        output.WriteLine("| stage | noise, ns a sample | over reference | over copy | dense jerks, ns a sample | over reference | over copy | µs an event |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (((string name, double inNoise), (string _, double withJerks)) in noise.Stages.Zip(jerks.Stages))
        {
            Row(name, inNoise, withJerks);
        }

        Row("**whole job**", noise.Totals.Whole, jerks.Totals.Whole);
        Row("**whole job but reading**", noise.Totals.Analysis, jerks.Totals.Analysis);
        Held("reference work", noise.Totals.Reference, jerks.Totals.Reference);
        Held("copy", noise.Totals.Copy, jerks.Totals.Copy);

        void Row(string name, double inNoise, double withJerks) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Cells(inNoise, noise.Totals)} | {Cells(withJerks, jerks.Totals)} | {PipelineTotals.OfAnEvent(withJerks, inNoise, jerks.Totals) / 1000:0.0} |"));

        void Held(string name, double inNoise, double withJerks) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Cells(inNoise, noise.Totals)} | {Cells(withJerks, jerks.Totals)} | |"));
    }

    private static string Cells(double nanoseconds, PipelineTotals totals) => string.Create(
        CultureInfo.InvariantCulture,
        $"{nanoseconds:0.00} | {nanoseconds / totals.Reference:0.00} | {nanoseconds / totals.Copy:0.0}");
}
