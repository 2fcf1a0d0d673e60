"use client";

import { Bug } from "lucide-react";
import { Component, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useNavigation } from "@/components/view/view-navigation";

interface BoundaryProps {
  readonly name: string;
  readonly reload: () => void;
  readonly children: ReactNode;
}

/** A programming error inside one panel stays inside that panel. Faults of AWS never come here: they are states. */
class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const retry = () => {
      this.props.reload();
      this.setState({ failed: false });
    };
    return (
      <Notice
        icon={Bug}
        tone="critical"
        title={`${this.props.name} could not be drawn`}
        nextStep="Retry. If it stays, the server's log names the error; please report it."
        className="rounded-lg border border-line bg-surface"
        actions={
          <Button size="sm" onClick={retry}>
            Retry
          </Button>
        }
      >
        This is a fault of Lambdascope, not of AWS.
      </Notice>
    );
  }
}

export function PanelBoundary({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { reload } = useNavigation();
  return (
    <Boundary name={name} reload={reload}>
      {children}
    </Boundary>
  );
}
