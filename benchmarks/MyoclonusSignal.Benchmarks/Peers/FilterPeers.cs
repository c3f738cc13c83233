using MyoclonusSignal.Benchmarks.Reference;
using MyoclonusSignal.Filtering;
using NWaves.Filters.Base;
using NWaves.Filters.Base64;
using NWaves.Filters.BiQuad;

namespace MyoclonusSignal.Benchmarks.Peers;

/// <summary>The band-pass of EMG, four sections from 20 to 450 Hz, as a filter that goes on from sample to sample.</summary>
/// <remarks>NWaves' chain gets the same sections, since its own design gives one fraction of eighth order.</remarks>
internal static class FilterPeers
{
    private const int Channels = 8;

    /// <summary>The same sums in another order.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Singles, whose rounding the poles near 20 Hz make larger.</summary>
    private const double SingleTolerance = 1e-3;

    private static readonly SosCoefficients Design = Butterworth.BandPass(4, 20, 450, ReferenceSignal.SampleRate);

    public static void Run(double[] signal, TextWriter output)
    {
        WriteOneChannel(signal, output);
        WriteSampleBySample(signal, output);
        WriteFrames(signal, output);
    }

    private static void WriteOneChannel(double[] signal, TextWriter output)
    {
        double[] ours = new double[signal.Length];
        double[] theirs = new double[signal.Length];
        SosFilter filter = new(Design);
        FilterChain64 chain = Chain();
        filter.Process(signal, ours);
        Process(chain, signal, theirs);
        PeerTurns.ThrowIfDifferent("NWaves", ours, theirs, Tolerance);

        float[] singles = [.. signal.Select(sample => (float)sample)];
        float[] filtered = new float[signal.Length];
        FilterChain singleChain = SingleChain();
        Process(singleChain, singles, filtered);
        PeerTurns.ThrowIfDifferent("NWaves in singles", ours, [.. filtered.Select(sample => (double)sample)], SingleTolerance);

        PeerTurns.Write(
            output,
            "band-pass of 4 sections",
            signal.Length,
            (PeersCommand.Own, () => filter.Process(signal, ours)),
            ("NWaves, FilterChain64", () => Process(chain, signal, theirs)),
            ("NWaves, FilterChain of BiQuadFilter (float)", () => Process(singleChain, singles, filtered)));
    }

    /// <summary>A call for each sample, as a loop that must answer at once makes it.</summary>
    private static void WriteSampleBySample(double[] signal, TextWriter output)
    {
        double[] ours = new double[signal.Length];
        double[] theirs = new double[signal.Length];
        SosFilter filter = new(Design);
        FilterChain64 chain = Chain();
        float[] singles = [.. signal.Select(sample => (float)sample)];
        float[] filtered = new float[signal.Length];
        FilterChain singleChain = SingleChain();
        void ProcessOneByOne()
        {
            for (int i = 0; i < signal.Length; i++)
            {
                filter.Process(signal.AsSpan(i, 1), ours.AsSpan(i, 1));
            }
        }

        PeerTurns.Write(
            output,
            "band-pass of 4 sections, one sample a call",
            signal.Length,
            (PeersCommand.Own, ProcessOneByOne),
            ("NWaves, FilterChain64", () => Process(chain, signal, theirs)),
            ("NWaves, FilterChain of BiQuadFilter (float)", () => Process(singleChain, singles, filtered)));
    }

    private static void WriteFrames(double[] signal, TextWriter output)
    {
        double[] ours = new double[signal.Length];
        double[] theirs = new double[signal.Length];
        SosFilterBank bank = new(Design, Channels);
        FilterChain64[] chains = [.. Enumerable.Range(0, Channels).Select(_ => Chain())];
        void ProcessFrames()
        {
            for (int at = 0; at < signal.Length; at += Channels)
            {
                for (int channel = 0; channel < chains.Length; channel++)
                {
                    theirs[at + channel] = chains[channel].Process(signal[at + channel]);
                }
            }
        }

        bank.Process(signal, ours);
        ProcessFrames();
        PeerTurns.ThrowIfDifferent("NWaves", ours, theirs, Tolerance);
        PeerTurns.Write(
            output,
            $"band-pass of 4 sections, {Channels} channels in frames",
            signal.Length,
            (PeersCommand.Own, () => bank.Process(signal, ours)),
            ("NWaves, FilterChain64", ProcessFrames));
    }

    private static FilterChain64 Chain()
    {
        List<IOnlineFilter64> filters = [];
        foreach (SosSection section in Design.Sections)
        {
            filters.Add(new IirFilter64([section.B0, section.B1, section.B2], [1, section.A1, section.A2]));
        }

        return new FilterChain64(filters);
    }

    private static FilterChain SingleChain()
    {
        List<IOnlineFilter> filters = [];
        foreach (SosSection section in Design.Sections)
        {
            filters.Add(new BiQuadFilter(section.B0, section.B1, section.B2, 1, section.A1, section.A2));
        }

        return new FilterChain(filters);
    }

    private static void Process(FilterChain64 chain, double[] input, double[] output)
    {
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = chain.Process(input[i]);
        }
    }

    private static void Process(FilterChain chain, float[] input, float[] output)
    {
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = chain.Process(input[i]);
        }
    }
}
