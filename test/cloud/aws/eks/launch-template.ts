import type { ResourceType } from '../../frame/definition.ts'
import { instantly, refuse, where } from '../../frame/fields.ts'
import { listAt, numberAt, type Properties, propertiesAt, textAt } from '../../frame/properties.ts'
import type { View } from '../../frame/view.ts'
import { arn, ec2Id, operations } from '../fields.ts'
import * as kinds from '../kinds.ts'

export const launchTemplate: ResourceType = {
  token: kinds.launchTemplate,
  operations: operations('EC2', 'EC2 Launch Template ({name})', [
    ...(['CreateLaunchTemplate', 'DescribeLaunchTemplates', 'CreateLaunchTemplateVersion'] as const),
    'DeleteLaunchTemplate',
  ]),
  name: { property: 'name', longest: 128 },
  tagged: true,
  required: [],
  replaceOn: ['name', 'namePrefix', 'region'],
  settledByCloud: ['defaultVersion'],
  minutes: instantly,
  make: ({ inputs, view }) => {
    const name = textAt(inputs, 'name') ?? ''
    if (where(view, kinds.launchTemplate, 'name', name).length > 0) {
      refuse('InvalidLaunchTemplateName.AlreadyExistsException', 'Launch template name already in use.')
    }
    const id = ec2Id('lt')
    return {
      id,
      outputs: { arn: arn(view, 'ec2', `launch-template/${id}`), latestVersion: 1, defaultVersion: 1 },
    }
  },
  // Each change is one more version.
  change: ({ inputs, object }) => {
    const latestVersion = (numberAt(object.outputs, 'latestVersion') ?? 0) + 1
    return inputs['updateDefaultVersion'] === true
      ? { latestVersion, defaultVersion: latestVersion }
      : { latestVersion }
  },
}

/** What a template says about the machines that are made with it. */
export interface Blueprint {
  readonly id: string
  /** Of what kind of thing: `instance`, `volume`, `network-interface`. */
  readonly tags: (kind: string) => Properties
}

/** The template that a group of nodes names, if it names one. @throws as EKS does, when it is not there */
export function blueprintOf(view: View, inputs: Properties): Blueprint | undefined {
  const [id, name] = [textAt(inputs, 'launchTemplate.id'), textAt(inputs, 'launchTemplate.name')]
  if (id === undefined && name === undefined) return undefined
  const found = view
    .list(kinds.launchTemplate)
    .find((template) => template.id === id || template.outputs['name'] === name)
  if (!found) return refuse('InvalidRequestException', `Launch template with id ${id ?? name} was not found.`)
  return {
    id: found.id,
    tags: (kind) => {
      const specification = listAt(found.inputs, 'tagSpecifications').find(
        (each) => textAt(each, 'resourceType') === kind,
      )
      return propertiesAt(specification, 'tags')
    },
  }
}
