using System.Text.RegularExpressions;
using MyoclonusSignal.Detection;
using MyoclonusSignal.Recordings;

namespace MyoclonusSignal.Analysis;

/// <summary>
/// The channels in which no jerks are looked for but which explain bursts of others: an electrocardiogram, whose beats are those of
/// all channels, and triggers. They are read before the others, block by block.
/// </summary>
internal sealed partial class RecordingReferences
{
    private readonly ClockedChannel? _ecg;
    private readonly QrsDetector? _beatDetector;
    private readonly List<(ClockedChannel Channel, TriggerEdges Edges)> _triggers = [];
    private readonly List<long> _beats = [];
    private int _toldBeats;

    /// <summary>Initializes a new instance of the <see cref="RecordingReferences"/> class.</summary>
    /// <param name="channels">All channels of the recording.</param>
    public RecordingReferences(IReadOnlyList<RecordingChannel> channels)
    {
        foreach (RecordingChannel channel in channels.Where(channel => channel.Kind == ChannelKind.Other && channel.Signals.Count == 1))
        {
            if (_ecg is null && channel.SampleRate >= QrsDetector.LeastRateHz && EcgName().IsMatch(channel.Name))
            {
                _ecg = new ClockedChannel(channel);
                _beatDetector = new QrsDetector(channel.SampleRate);
                Beats = new ReferenceBeats(channel.Name);
            }
            else if (TriggerName().IsMatch(channel.Name))
            {
                _triggers.Add((new ClockedChannel(channel), new TriggerEdges(channel.SampleRate)));
            }
        }
    }

    /// <summary>Gets the beats of the electrocardiogram, or <see langword="null"/> where there is none.</summary>
    public ReferenceBeats? Beats { get; }

    /// <summary>Gets the marks of stimuli; complete after <see cref="Finish"/>.</summary>
    public StimulusMarks Marks { get; } = new();

    /// <summary>Gets the channels that must be read.</summary>
    public IEnumerable<RecordingChannel> Channels => [.. _ecg is null ? [] : (RecordingChannel[])[_ecg.Channel], .. _triggers.Select(trigger => trigger.Channel.Channel)];

    /// <summary>Takes in a block.</summary>
    public void Process(SampleBlock block)
    {
        if (_ecg is not null)
        {
            ReadOnlySpan<double> samples = _ecg.Next(block);
            TakeEcg(samples);
            TellBeats();
        }

        foreach ((ClockedChannel channel, TriggerEdges edges) in _triggers)
        {
            edges.Process(channel.Next(block));
        }
    }

    /// <summary>Ends the recording.</summary>
    /// <param name="annotations">Its annotations.</param>
    public void Finish(IReadOnlyList<RecordingAnnotation> annotations)
    {
        foreach ((ClockedChannel channel, TriggerEdges edges) in _triggers)
        {
            Marks.Add(channel.Channel.Name, edges.Fronts().Select(channel.SecondsAt));
        }

        Marks.Add("annotations", annotations.Where(StimulusMarks.IsStimulus).Select(annotation => annotation.OnsetSeconds));
    }

    private void TakeEcg(ReadOnlySpan<double> samples)
    {
        for (int at = 0; at < samples.Length;)
        {
            int run = Run(samples[at..]);
            if (MissingSample.IsPresent(samples[at]))
            {
                _beatDetector!.Process(samples.Slice(at, run), _beats);
            }
            else
            {
                _beatDetector!.Skip(run, _beats);
            }

            at += run;
        }
    }

    /// <summary>How many samples from the first one on are present, or missing, as that one is.</summary>
    private static int Run(ReadOnlySpan<double> samples)
    {
        bool isPresent = MissingSample.IsPresent(samples[0]);
        int run = 1;
        while (run < samples.Length && MissingSample.IsPresent(samples[run]) == isPresent)
        {
            run++;
        }

        return run;
    }

    private void TellBeats()
    {
        if (_beatDetector!.KnownFrom < long.MaxValue)
        {
            Beats!.KnownFromSeconds = _ecg!.SecondsAt(_beatDetector.KnownFrom) + QrsDetector.LatencySeconds;
        }

        for (; _toldBeats < _beats.Count; _toldBeats++)
        {
            Beats!.Add(_ecg!.SecondsAt(_beats[_toldBeats]));
        }
    }

    [GeneratedRegex(@"(^|[^a-z])(ecg|ekg)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EcgName();

    [GeneratedRegex(@"^(trig(ger)?s?|ttl|sti|stim(ulus|uli|ulator)?|tms)([^a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TriggerName();

    /// <summary>A channel of one signal, and the times of its samples, as those of the analysed channels are counted.</summary>
    private sealed class ClockedChannel(RecordingChannel channel)
    {
        private readonly List<(long First, double Seconds)> _clocks = [];
        private long _count;

        public RecordingChannel Channel { get; } = channel;

        public ReadOnlySpan<double> Next(SampleBlock block)
        {
            if (block.StartsSegment || _clocks.Count == 0)
            {
                _clocks.Add((_count, block.StartSeconds));
            }

            ReadOnlySpan<double> samples = block[Channel.Signals[0]];
            _count += samples.Length;
            return samples;
        }

        public double SecondsAt(long sample)
        {
            int at = _clocks.FindLastIndex(clock => clock.First <= sample);
            (long first, double seconds) = _clocks[Math.Max(0, at)];
            return seconds + ((sample - first) / Channel.SampleRate);
        }
    }
}
